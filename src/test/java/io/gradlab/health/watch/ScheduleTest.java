package io.gradlab.health.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void schedule_readsTenStepsAndThenRarely() {
        assertThat(steps(Schedule.geometric(), 100))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 15L, 23L, 35L, 53L, 80L);
        assertThat(steps(Schedule.every(40), 100))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 50L, 90L);
    }

    private static List<Long> steps(Schedule schedule, long end) {
        return LongStream.iterate(schedule.after(0), step -> step <= end, schedule::after)
                .boxed()
                .toList();
    }

    @Test
    void schedule_ofNoStepsIsRefused() {
        assertThatThrownBy(() -> Schedule.every(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("readings every 0 steps: must be at least 1; use for example 100");
    }
}
