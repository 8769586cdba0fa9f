package io.gradlab.health.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Skill of several outputs and of classes of different sizes, counted by hand. */
class SkillTest {

    /** Classes 0, 2, 1, 2: half are of class 2. Rows 1 to 3 of the predictions are right. */
    @Test
    void skill_ofSeveralOutputs_readsEachRow() {
        float[] labels = {1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1};
        float[] predictions = {9, 0, 0, 0, 1, 5, -3, -1, -2, 2, 1, 0};
        assertThat(Skill.of(new ClassLabels(4, 3, labels), 0, predictions))
                .isCloseTo((0.75 - 0.5) / 0.5, within(1e-12));
    }

    /** Three ones of ten: a constant gets seven right. */
    @Test
    void skill_whereZeroIsTheLargerClass_isMeasuredAgainstIt() {
        ClassLabels classes = new ClassLabels(10, 1, new float[] {1, 1, 1, 0, 0, 0, 0, 0, 0, 0});
        float[] constant = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
        float[] oneMore = {1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
        assertThat(Skill.of(classes, 0, constant)).isCloseTo(0, within(1e-12));
        assertThat(Skill.of(classes, 0, oneMore)).isCloseTo(0.1 / 0.3, within(1e-12));
    }

    /** Shares 1/4, 1/4, 1/2: a constant gets half right, not the 3/4 that are not of class 0. */
    @Test
    void skill_ofThreeClasses_isMeasuredAgainstTheLargest() {
        float[] labels = {1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1};
        float[] constant = {0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1};
        assertThat(Skill.of(new ClassLabels(4, 3, labels), 0, constant)).isZero();
    }
}
