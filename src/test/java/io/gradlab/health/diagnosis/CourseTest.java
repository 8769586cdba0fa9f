package io.gradlab.health.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.Quantity;
import org.junit.jupiter.api.Test;

/** What the rules see of a run where something could not be measured. */
class CourseTest {

    private static final double NAN = Double.NaN;

    private static Course course(MadeUpRun run) {
        return new Course(run.observations(), Thresholds.defaults());
    }

    /** Of losses 4 and 1 three quarters are gone, of 4 and 2 one half: 0.7 is learned. */
    @Test
    void failing_withoutClassesAndConstant_isByTheShareOfTheFirstLossThatIsGone() {
        LossPoint first = new LossPoint(1, 4, NAN, NAN, 256);
        assertThat(course(MadeUpRun.losses(first, new LossPoint(2, 1, NAN, NAN, 256))).failing())
                .isFalse();
        assertThat(course(MadeUpRun.losses(first, new LossPoint(2, 2, NAN, NAN, 256))).failing())
                .isTrue();
        assertThat(course(MadeUpRun.losses()).failing()).isTrue();
    }

    /** Gains 0.75 and 0.25 of a constant's loss of 4; the first losses of 100 do not count. */
    @Test
    void failing_withoutClasses_isByTheGainOverAConstant() {
        LossPoint first = new LossPoint(1, 100, 4, NAN, 256);
        LossPoint[] good = new LossPoint[5];
        LossPoint[] bad = new LossPoint[5];
        good[0] = first;
        bad[0] = first;
        for (int i = 1; i < 5; i++) {
            good[i] = new LossPoint(i + 1, 1, 4, NAN, 256);
            bad[i] = new LossPoint(i + 1, 3, 4, NAN, 256);
        }
        assertThat(course(MadeUpRun.losses(good)).failing()).isFalse();
        assertThat(course(MadeUpRun.losses(bad)).failing()).isTrue();
    }

    /** The last that could be measured, on the validation set if there is one. */
    @Test
    void skill_nanAtLast_isTheOneBefore() {
        MadeUpRun run =
                MadeUpRun.losses(
                        new LossPoint(1, 1, 1, 0.3, 256),
                        new LossPoint(2, 1, 1, 0.6, 256),
                        new LossPoint(3, 1, 1, NAN, 256));
        assertThat(course(run).skill()).isEqualTo(0.6);
        assertThat(course(MadeUpRun.failing().validation(0.5)).skill()).isEqualTo(0.1);
    }

    @Test
    void latest_nanAtLast_isTheOneBefore() {
        MadeUpRun run =
                MadeUpRun.failing()
                        .from(5, Quantity.Z_STD, "fc1", 2)
                        .from(17, Quantity.Z_STD, "fc1", NAN);
        assertThat(course(run).latest(Quantity.Z_STD, "fc1")).isEqualTo(2);
        assertThat(course(run).latest(Quantity.Z_STD, "fc9")).isNaN();
    }
}
