package io.gradlab.health.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the rules see of a run, also where something could not be measured. */
class CourseTest {

    private static final double NAN = Double.NaN;

    private static Course course(MadeUpRun run) {
        return new Course(run.observations(), Thresholds.defaults());
    }

    /** Of losses 4 and 1 three quarters are gone, of 4 and 2 one half: 0.55 is learned in part. */
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

    /** Classes are learned by skill, in part and all of them; numbers by gain. */
    @ParameterizedTest
    @CsvSource({
        "0.7, 0, false, false",
        "0.69, 0.99, true, false",
        "0, 0.99, true, false",
        "0.81, 0.99, false, false",
        "0.82, 0, false, true",
        "NaN, 0.69, false, false",
        "NaN, 0.71, false, true",
        "NaN, 0.54, true, false"
    })
    void failing_andLearned_areBySkillAndGain(
            double skill, double gain, boolean failing, boolean learned) {
        assertState(new MadeUpRun(skill).knows(skill, gain + 1e-9), failing, learned);
    }

    private static void assertState(MadeUpRun run, boolean failing, boolean learned) {
        assertThat(course(run).failing()).isEqualTo(failing);
        assertThat(course(run).learned()).isEqualTo(learned);
    }

    private static MadeUpRun beside(double neighbours, MadeUpRun run) {
        return run.everywhere(Quantity.NEIGHBOUR_SKILL, Reading.RUN, neighbours);
    }

    /**
     * Neighbours that know 0.6 leave 0.51 to be learned in part and 0.6 to be learned; those that
     * know everything ask for 0.85; those that know nothing for 0.4, and of who has learned 0.52.
     */
    @ParameterizedTest
    @CsvSource({
        "0.6, 0.52, false, false",
        "0.6, 0.5, true, false",
        "0.6, 0.61, false, true",
        "1, 0.86, false, true",
        "1, 0.8, true, false",
        "0.1, 0.41, false, false",
        "0.1, 0.39, true, false",
        "0.1, 0.53, false, true"
    })
    void failing_andLearned_areByWhatNeighboursKnow(
            double neighbours, double skill, boolean failing, boolean learned) {
        MadeUpRun run = beside(neighbours, new MadeUpRun(skill).knows(skill, 0.1));
        assertState(run, failing, learned);
    }

    /** The same of numbers: 0.85 of 0.6 are 0.51; at least 0.3, at most 0.7. */
    @ParameterizedTest
    @CsvSource({
        "0.6, 0.52, false, false",
        "0.6, 0.5, true, false",
        "0.6, 0.61, false, true",
        "1, 0.71, false, true",
        "1, 0.69, true, false",
        "0, 0.29, true, false",
        "0, 0.31, false, true"
    })
    void failing_andLearned_ofNumbers_areByWhatNeighboursKnow(
            double neighbours, double gain, boolean failing, boolean learned) {
        MadeUpRun run = beside(neighbours, new MadeUpRun(NAN).knows(NAN, gain));
        assertState(run, failing, learned);
    }

    /** What keeps a network from descending is no alarm in one that knows its own examples. */
    @Test
    void severity_ofWhoKnowsItsOwnExamplesByHeart_isAWarning() {
        MadeUpRun run = MadeUpRun.failing().knows(0.9, 0.9).others(0.2, -1);

        assertThat(course(run).failing()).isTrue();
        assertThat(course(run).severity()).isEqualTo(Severity.WARNING);
        assertThat(course(MadeUpRun.failing()).severity()).isEqualTo(Severity.ALARM);
    }

    @Test
    void failing_andLearned_ofANonFiniteRun_areWhateverItKnew() {
        Course course = course(MadeUpRun.learned().nonFinite(7, "fc1", "output"));

        assertThat(course.failing()).isTrue();
        assertThat(course.learned()).isFalse();
        assertThat(course.unfitted()).isTrue();
    }

    private static LossPoint skilled(long step, double skill) {
        return new LossPoint(step, 1, 1, skill, 256);
    }

    /** The median of the last three that are known, and none of the first half. */
    @Test
    void skill_isTheMedianOfTheLastReadings() {
        assertThat(course(MadeUpRun.failing().judged(skilled(200, 0.6))).skill()).isEqualTo(0.6);
        assertThat(
                        course(
                                        MadeUpRun.failing()
                                                .judged(
                                                        skilled(170, 0),
                                                        skilled(180, 0.9),
                                                        skilled(190, 0.2),
                                                        skilled(200, 0.3)))
                                .skill())
                .isEqualTo(0.3);
        assertThat(course(MadeUpRun.failing().judged(skilled(99, 0.9), skilled(200, 0.25))).skill())
                .isEqualTo(0.25);
        assertThat(
                        course(MadeUpRun.failing().judged(skilled(100, 0.75), skilled(200, 0.25)))
                                .skill())
                .isEqualTo(0.5);
    }

    @Test
    void skill_nanAtLast_isThatBefore() {
        assertThat(
                        course(MadeUpRun.losses(skilled(1, 0.3), skilled(4, 0.6), skilled(5, NAN)))
                                .skill())
                .isEqualTo(0.6);
        assertThat(course(new MadeUpRun(NAN)).skill()).isNaN();
    }

    /** Of others rather than of its own examples, in inference mode rather than in training. */
    @Test
    void skillAndGain_areOfTheValidationSetFirst() {
        MadeUpRun run = MadeUpRun.failing();
        assertThat(course(run).skill()).isEqualTo(0.4);
        assertThat(course(run).gain()).isEqualTo(0.4, within(0.01));

        run.knows(0.75, 0.5);
        assertThat(course(run).skill()).isEqualTo(0.75);
        assertThat(course(run).gain()).isEqualTo(0.5, within(1e-12));
        assertThat(course(run).gap()).isNaN();

        run.others(0.25, 0.125);
        assertThat(course(run).skill()).isEqualTo(0.25);
        assertThat(course(run).gain()).isEqualTo(0.125, within(1e-12));
        assertThat(course(run).fittedSkill()).isEqualTo(0.75);
        assertThat(course(run).fittedGain()).isEqualTo(0.5, within(1e-12));
        assertThat(course(run).gap()).isEqualTo(0.375, within(1e-12));
    }

    /** By skill, without classes by gain. */
    @ParameterizedTest
    @CsvSource({"0.8, 0, true", "0.79, 1, false", "NaN, 0.81, true", "NaN, 0.79, false"})
    void byHeart_isOfItsOwnExamples(double skill, double gain, boolean known) {
        Course course = course(new MadeUpRun(skill).knows(skill, gain).others(0.1, 0.1));

        assertThat(course.byHeart()).isEqualTo(known);
        assertThat(course.unfitted()).isEqualTo(!known);
    }

    /**
     * Largest class 0.6, skill 0.5: an accuracy of 0.8 on 100 examples has a standard error of
     * 0.04, which is 0.1 of the 0.4 that a constant gets wrong.
     */
    @Test
    void skillError_isThatOfTheAccuracy() {
        MadeUpRun run = MadeUpRun.failing().labels(MadeUpLabels.binary(0.6));

        assertThat(course(run.others(new LossPoint(200, 0.4, 0.7, 0.5, 100))).skillError())
                .isEqualTo(0.1, within(1e-12));
        assertThat(course(run.others(new LossPoint(200, 0.4, 0.7, 0.5, 400))).skillError())
                .isEqualTo(0.05, within(1e-12));
        assertThat(course(run.others(new LossPoint(200, 0.4, 0.7, 0.5, 0))).skillError()).isZero();
        assertThat(course(run.others(new LossPoint(200, 0.4, 0.7, 1, 100))).skillError()).isZero();
    }

    /** Worse than a constant: as uncertain as one that knows nothing, sqrt(0.24 / 100) / 0.4. */
    @Test
    void skillError_ofOneWorseThanAConstant_isThatOfKnowingNothing() {
        MadeUpRun run = MadeUpRun.failing().labels(MadeUpLabels.binary(0.6));

        assertThat(course(run.others(new LossPoint(200, 0.4, 0.7, -3, 100))).skillError())
                .isEqualTo(Math.sqrt(0.24 / 100) / 0.4, within(1e-12));
    }

    /** Of labels that were not seen, or are of one class alone, no error is known. */
    @Test
    void skillError_withoutClasses_isNone() {
        LossPoint half = new LossPoint(200, 0.4, 0.7, 0.5, 100);

        assertThat(course(MadeUpRun.failing().others(half)).skillError()).isZero();
        assertThat(
                        course(MadeUpRun.failing().labels(MadeUpLabels.binary(0)).others(half))
                                .skillError())
                .isZero();
        assertThat(course(MadeUpRun.failing().labels(MadeUpLabels.binary(0.6))).skillError())
                .as("of a batch alone")
                .isZero();
    }

    /** Skill 0.75: 0.9 right; 0.075 on 100 examples reach the 0.82, 0.0375 on 400 do not. */
    @ParameterizedTest
    @CsvSource({"100, true", "400, false"})
    void learned_aLimitIsMissedByMoreThanTheError(long examples, boolean learned) {
        MadeUpRun run =
                MadeUpRun.failing()
                        .labels(MadeUpLabels.binary(0.6))
                        .others(new LossPoint(200, 0.4, 0.7, 0.75, examples));

        assertThat(course(run).learned()).isEqualTo(learned);
    }

    /** A sign of a start is a risk; of a run that does not learn, an alarm. */
    @Test
    void severity_isByWhatWasLearned() {
        assertThat(course(MadeUpRun.failing()).severity()).isEqualTo(Severity.ALARM);
        assertThat(course(MadeUpRun.failing().steps(2)).severity()).isEqualTo(Severity.ALARM);
        assertThat(course(MadeUpRun.failing().steps(1)).severity()).isEqualTo(Severity.WARNING);
        assertThat(course(MadeUpRun.learned()).severity()).isEqualTo(Severity.WARNING);
        assertThat(course(MadeUpRun.failing().knows(0.75, 0.4)).severity())
                .as("learned in part")
                .isEqualTo(Severity.WARNING);
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
