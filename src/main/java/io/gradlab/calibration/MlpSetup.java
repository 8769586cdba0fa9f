package io.gradlab.calibration;

import io.gradlab.data.DataSplits;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.Clipping;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.nn.UpdateRule;
import io.gradlab.study.MlpTraining;

/** Setups of the grid as trainings of populations: plain MLPs of two classes, full batches. */
final class MlpSetup {

    /** Of the grid's leaky ReLU. */
    private static final float SLOPE = 0.1f;

    private MlpSetup() {}

    /** Whether a program can be one. */
    static boolean suits(Program program) {
        return program.data().task() == Task.TWO_CLASSES
                && program.dropout() == 0
                && !program.batchNorm();
    }

    /** The program in full batches, at the rate that suits them. */
    static Program inFullBatches(Program program) {
        double before =
                BaseRate.of(
                        program.optimizer(),
                        program.depth(),
                        program.activation(),
                        program.batchSize());
        double after =
                BaseRate.of(
                        program.optimizer(), program.depth(), program.activation(), DataKind.TRAIN);
        return new Program(
                program.number(),
                program.data(),
                program.depth(),
                program.width(),
                program.activation(),
                0,
                false,
                program.optimizer(),
                program.learningRate() / before * after,
                DataKind.TRAIN,
                Design.FULL_BATCH_STEPS);
    }

    /** Its data with the features as they are; a training standardises them if it says so. */
    static DataSplits data(Setup setup) {
        Setup raw = setup.copy();
        raw.standardised = false;
        return GridData.of(raw);
    }

    /** The training. Weights that follow no rule of a library are of the hidden layers' spread. */
    static MlpTraining training(Setup setup) {
        MlpArchitecture architecture =
                new MlpArchitecture(
                        setup.data.features(),
                        setup.widths,
                        ActivationFunction.of(setup.activation, SLOPE));
        MlpConfiguration configuration =
                new MlpConfiguration(
                        architecture,
                        weights(setup),
                        (float) setup.bias,
                        (float) setup.learningRate,
                        setup.clipped ? Clipping.byNorm(1) : Clipping.NONE,
                        switch (setup.optimizer) {
                            case SGD -> UpdateRule.sgd();
                            case MOMENTUM -> UpdateRule.momentum(setup.momentum);
                            case ADAM -> UpdateRule.adam();
                        });
        return new MlpTraining(configuration, setup.steps, setup.standardised, null);
    }

    private static InitialWeights weights(Setup setup) {
        if (setup.weights == Setup.Weights.CONSTANT) {
            return InitialWeights.constant(setup.weightFactor);
        }
        boolean rectifier = setup.drawnForRectifier();
        if (setup.weightFactor == 1) {
            return rectifier ? InitialWeights.he() : InitialWeights.xavier();
        }
        int in = setup.widths.size() == 1 ? setup.data.features() : setup.widths.get(0);
        int out = setup.widths.get(0);
        return InitialWeights.normal(
                setup.weightFactor * Math.sqrt(2.0 / (rectifier ? in : in + out)));
    }
}
