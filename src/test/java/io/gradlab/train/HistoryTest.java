package io.gradlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistoryTest {

    private static History history(double... trainLoss) {
        double[] other = new double[trainLoss.length];
        return new History(trainLoss, other, other, other);
    }

    @Test
    void toCsv_rowsByEpoch_fullPrecision() {
        History history =
                new History(
                        new double[] {0.7848005294799805, 1e-7},
                        new double[] {0.45625, 1},
                        new double[] {0.1 + 0.2, Double.NaN},
                        new double[] {0.5, Double.POSITIVE_INFINITY});

        assertThat(history.toCsv())
                .isEqualTo(
                        """
                        epoch,train_loss,train_accuracy,validation_loss,validation_accuracy
                        0,0.7848005294799805,0.45625,0.30000000000000004,0.5
                        1,1.0E-7,1.0,NaN,Infinity
                        """);
        assertThat(history.epochs()).isEqualTo(2);
    }

    @Test
    void toCsv_everyNumber_readsBackBitwise() {
        double[] losses = {1.0 / 3, Double.MIN_VALUE, 123456789.12345679, (float) 0.1, -0.0};
        String[] lines = history(losses).toCsv().split("\n", -1);
        assertThat(lines).hasSize(losses.length + 2);
        for (int i = 0; i < losses.length; i++) {
            String[] cells = lines[i + 1].split(",", -1);
            assertThat(cells).hasSize(5);
            assertThat(cells[0]).isEqualTo(String.valueOf(i));
            assertThat(Double.doubleToLongBits(Double.parseDouble(cells[1])))
                    .isEqualTo(Double.doubleToLongBits(losses[i]));
        }
    }

    @Test
    void toCsv_noEpoch_isTheHeader() {
        assertThat(history().toCsv())
                .isEqualTo("epoch,train_loss,train_accuracy,validation_loss,validation_accuracy\n");
        assertThat(history().epochs()).isZero();
    }

    @Test
    void equals_isBitwise() {
        assertThat(history(0.1, Double.NaN)).isEqualTo(history(0.1, Double.NaN));
        assertThat(history(0.1)).hasSameHashCodeAs(history(0.1)).isNotEqualTo(history(0.2));
        assertThat(history(0)).isNotEqualTo(history(-0.0));
    }

    @Test
    void recorder_epochs_knowWhatCameBefore() {
        HistoryRecorder recorder = new HistoryRecorder(5);
        Epoch first = recorder.add(new Evaluation(0.5, 0.7), new Evaluation(0.4, 0.8));
        Epoch second = recorder.add(new Evaluation(0.6, 0.6), new Evaluation(0.4, 0.7));
        Epoch third = recorder.add(new Evaluation(0.7, 0.5), new Evaluation(0.9, 0.6));

        assertThat(first).isEqualTo(new Epoch(0, 5, 0.7, 0.5, 0.8, 0.4, 0));
        assertThat(second).isEqualTo(new Epoch(1, 5, 0.6, 0.6, 0.7, 0.4, 0.4));
        assertThat(third).isEqualTo(new Epoch(2, 5, 0.5, 0.7, 0.6, 0.9, 0.4));
        assertThat(recorder.bestStep()).isEqualTo(3);
        assertThat(recorder.bestAccuracy()).isEqualTo(0.9);
        assertThat(recorder.history())
                .isEqualTo(
                        new History(
                                new double[] {0.7, 0.6, 0.5},
                                new double[] {0.5, 0.6, 0.7},
                                new double[] {0.8, 0.7, 0.6},
                                new double[] {0.4, 0.4, 0.9}));
    }
}
