package io.gradlab.population;

import io.gradlab.data.DataSplits;
import io.gradlab.data.Examples;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.StateDict;
import io.gradlab.population.kernel.ExampleColumns;
import io.gradlab.population.kernel.Kernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The training of members of one architecture by the kernel, one after the other. */
final class KernelRun {

    private final Data data;
    private final PopulationConfig config;
    private final Kernel kernel;
    private final float[] validationLogits;
    private final float[] testLogits;

    /** A data set in the columns of an architecture, and what it judges by: for all its runs. */
    record Data(
            KernelNetwork network,
            DataSplits splits,
            ExampleColumns train,
            ExampleColumns validation,
            ExampleColumns test,
            MemberJudge judge) {

        static Data of(DataSplits splits, MlpArchitecture architecture, PopulationConfig config) {
            KernelNetwork network = KernelNetwork.of(architecture);
            return new Data(
                    network,
                    splits,
                    columns(network, splits.train()),
                    columns(network, splits.validation()),
                    columns(network, splits.test()),
                    new MemberJudge(splits, config.epochs()));
        }

        private static ExampleColumns columns(KernelNetwork network, Examples examples) {
            return new ExampleColumns(network.shape(), examples.features(), examples.labels());
        }
    }

    KernelRun(Data data, PopulationConfig config) {
        this.data = data;
        this.config = config;
        kernel = new Kernel(data.network.shape());
        validationLogits = new float[data.validation.rows()];
        testLogits = new float[data.test.rows()];
    }

    /**
     * Trains a member.
     *
     * @param index of its result
     * @return null if it was stopped
     */
    @Nullable MemberResult train(int index, Member member) {
        kernel.start(
                data.network.flat(member.initial()), member.architecture().activation().slope());
        MemberUpdate update = new MemberUpdate(member, kernel.parameters().length);
        MemberScores scores = new MemberScores();
        float[] best = kernel.parameters().clone();
        Map<Integer, StateDict> kept = new HashMap<>();
        float[] losses = new float[config.keptLosses()];
        scores.take(validationAccuracy(), 0);
        keep(kept, 0);
        MemberObservation start = observation();
        for (int done = 0; done < config.epochs(); ) {
            if (config.stop().getAsBoolean()) {
                return null;
            }
            if (config.keepsLoss(done)) {
                losses[done / config.lossEvery()] = kernel.lossAndGradients(data.train);
                update.apply(kernel.parameters(), kernel.lastGradients());
            } else {
                update.apply(kernel.parameters(), kernel.gradients(data.train));
            }
            done++;
            keep(kept, done);
            if (config.scores(done) && scores.take(validationAccuracy(), done)) {
                System.arraycopy(kernel.parameters(), 0, best, 0, best.length);
            }
        }
        MemberObservation end = observation();
        kernel.start(best, member.architecture().activation().slope());
        kernel.logits(data.test, testLogits);
        double accuracy = MemberScores.accuracy(testLogits, data.splits.test().labels());
        return data.judge.result(
                index,
                member,
                start,
                end,
                scores,
                new MemberJudge.Test(accuracy, kernel.loss(data.test)),
                new MemberJudge.Kept(losses, kept));
    }

    private double validationAccuracy() {
        kernel.logits(data.validation, validationLogits);
        return MemberScores.accuracy(validationLogits, data.splits.validation().labels());
    }

    private void keep(Map<Integer, StateDict> kept, int updates) {
        // Else a number would become an object in every update.
        if (!config.parametersAt().isEmpty() && config.parametersAt().contains(updates)) {
            kept.put(updates, data.network.stateDict(kernel.parameters()));
        }
    }

    private MemberObservation observation() {
        MlpArchitecture architecture = data.network.architecture();
        List<Integer> hidden = architecture.hidden();
        float[] largest = new float[hidden.stream().mapToInt(Integer::intValue).sum()];
        float loss = kernel.lossAndGradients(data.train);
        kernel.largestActivations(data.train, largest);
        List<float[]> byLayer = new ArrayList<>();
        int from = 0;
        for (int units : hidden) {
            byLayer.add(Arrays.copyOfRange(largest, from, from += units));
        }
        return new MemberObservation(
                architecture,
                loss,
                data.network.tensors(kernel.parameters()),
                data.network.tensors(kernel.lastGradients()),
                byLayer);
    }
}
