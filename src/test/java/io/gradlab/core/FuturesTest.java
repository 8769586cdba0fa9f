package io.gradlab.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FuturesTest {

    static Stream<Throwable> thrown() {
        return Stream.of(
                new UserMistake("mine"), new IOException("disk"), new OutOfMemoryError("heap"));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void get_throwsWhatTheOtherThreadThrew(Throwable thrown) {
        assertThatThrownBy(() -> Futures.get(CompletableFuture.failedFuture(thrown)))
                .isSameAs(thrown);
    }

    @Test
    void get_ofAnInterruptedThread_isCancelledAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Futures.get(new CompletableFuture<>()))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
