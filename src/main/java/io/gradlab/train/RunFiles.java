package io.gradlab.train;

import io.gradlab.core.Sha256;
import io.gradlab.data.DataDescription;
import io.gradlab.engine.Torch;
import io.gradlab.engine.Versions;
import io.gradlab.files.RunFolder;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.StateDict;
import io.gradlab.params.ParameterFile;
import io.gradlab.params.SavedParameters;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of a training, each whole or absent: {@code history.csv}, {@code gradients.csv}, {@code
 * best-0000.params} and {@code last-0000.params}, each of these with a {@code .json} beside it.
 */
public final class RunFiles {

    /** Their names. */
    public static final List<String> NAMES =
            List.of(
                    "best-0000.params",
                    "last-0000.params",
                    "history.csv",
                    "gradients.csv",
                    "best-0000.json",
                    "last-0000.json");

    private final RunFolder folder;
    private final RunDescription description;

    /** Files of one training, with what to say about it. */
    public RunFiles(RunFolder folder, RunDescription description) {
        this.folder = folder;
        this.description = description;
    }

    /**
     * Writes everything but the {@code .json} files, which appear when the folder is closed.
     *
     * @param result the run
     * @param test score of the best parameters on the test set
     * @param gradients recorded gradient norms; none, no {@code gradients.csv}
     * @throws IOException if a file cannot be written; the others stay
     */
    public void write(RunnerResult result, Evaluation test, List<GradientNorms.Row> gradients)
            throws IOException {
        // What cannot be had again without training comes first, should the disk be nearly full.
        writeParameters("best", result.best(), bestScores(result, test));
        writeParameters("last", result.last(), lastScores(result));
        folder.write("history.csv", result.history().toCsv());
        if (!gradients.isEmpty()) {
            folder.write("gradients.csv", csv(gradients));
        }
    }

    private static String csv(List<GradientNorms.Row> gradients) {
        StringBuilder csv = new StringBuilder("step,parameter,gradient_l2\n");
        for (GradientNorms.Row row : gradients) {
            csv.append(row.step()).append(',').append(row.parameter()).append(',');
            csv.append(row.l2()).append('\n');
        }
        return csv.toString();
    }

    private void writeParameters(String name, StateDict parameters, Map<String, Object> scores)
            throws IOException {
        String file = name + "-0000.params";
        byte[] content =
                ParameterFile.encode(
                        folder.folder().resolve(file),
                        new SavedParameters(
                                parameters, description.architecture().activation(), properties()));
        folder.write(file, content);
        Map<String, Object> json = describe(parameters, content, scores);
        folder.describe(name + "-0000.json", () -> json);
    }

    private Map<String, String> properties() {
        DataDescription data = description.data();
        Map<String, String> properties =
                data == null ? new LinkedHashMap<>() : new LinkedHashMap<>(data.properties());
        properties.put("seed", String.valueOf(description.seed()));
        return properties;
    }

    private Map<String, Object> describe(
            StateDict parameters, byte[] content, Map<String, Object> scores) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sha256", Sha256.of(content));
        json.put("architecture", describe(description.architecture()));
        Map<String, Object> shapes = new LinkedHashMap<>();
        parameters.tensors().forEach(tensor -> shapes.put(tensor.name(), tensor.shape()));
        json.put("shapes", shapes);
        json.put("seed", description.seed());
        if (description.data() != null) {
            json.put("data", description.data());
        }
        json.put("configuration", description.configuration());
        json.put("versions", Versions.current());
        json.put("device", description.device());
        json.put("threads", Torch.threads());
        json.put("scores", scores);
        return json;
    }

    private static Map<String, Object> describe(MlpArchitecture architecture) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("widths", architecture.widths());
        json.put("inputs", architecture.inputs());
        json.put("hidden", architecture.hidden());
        json.put("activation", architecture.activation().id());
        json.put("slope", architecture.activation().slope());
        return json;
    }

    private static Map<String, Object> bestScores(RunnerResult result, Evaluation test) {
        Map<String, Object> scores = epochScores(result.history(), result.bestEpoch());
        scores.put("test_accuracy", test.accuracy());
        scores.put("test_loss", test.loss());
        return scores;
    }

    private static Map<String, Object> lastScores(RunnerResult result) {
        Map<String, Object> scores = epochScores(result.history(), result.history().epochs() - 1);
        @Nullable Divergence divergence = result.divergence();
        if (divergence != null) {
            scores.put("divergence", divergence.toString());
        }
        return scores;
    }

    private static Map<String, Object> epochScores(History history, int epoch) {
        Map<String, Object> scores = new LinkedHashMap<>();
        scores.put("epoch", epoch);
        scores.put("train_loss", history.trainLoss()[epoch]);
        scores.put("train_accuracy", history.trainAccuracy()[epoch]);
        scores.put("validation_loss", history.validationLoss()[epoch]);
        scores.put("validation_accuracy", history.validationAccuracy()[epoch]);
        return scores;
    }
}
