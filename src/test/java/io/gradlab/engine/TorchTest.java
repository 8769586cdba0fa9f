package io.gradlab.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.Device;
import ai.djl.engine.Engine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchTest {

    private static final String THREADS = "ai.djl.pytorch.num_threads";

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "CPU"})
    void device_cpu_isTheCpu(String name) {
        assertThat(Torch.device(name)).isEqualTo(Device.cpu());
        assertThat(Torch.name(Device.cpu())).isEqualTo("cpu");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tpu",
                "gpu:",
                "gpu:-1",
                "gpu:x",
                "gpu:1.5",
                "gpu 0",
                " cpu",
                "cpu:0",
                "cuda",
                "gpu:99999999999"
            })
    void device_unknownName_isRefusedWithTheForms(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Torch.device(name))
                .withMessage("device '%s' is unknown; use cpu, gpu or gpu:N", name);
    }

    @Test
    void device_gpuThatIsNotThere_isRefused() {
        int count = Engine.getInstance().getGpuCount();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Torch.device("gpu:9999"))
                .withMessageStartingWith(
                        "device 'gpu:9999' is not there: PyTorch sees " + count + " GPUs");
        if (count == 0) {
            assertThatIllegalArgumentException().isThrownBy(() -> Torch.device("gpu"));
        }
    }

    @Tag("gpu")
    @Test
    void device_firstGpu_hasItsName() {
        assertThat(Torch.device("gpu")).isEqualTo(Device.gpu(0));
        assertThat(Torch.name(Torch.device("gpu:0"))).isEqualTo("gpu:0");
    }

    @Test
    void configure_userSetting_wins() {
        Torch.configure();
        String before = System.getProperty(THREADS);
        try {
            System.setProperty(THREADS, "3");
            Torch.configure();
            assertThat(System.getProperty(THREADS)).isEqualTo("3");
            assertThat(Torch.threads()).isEqualTo(3);
        } finally {
            System.setProperty(THREADS, before);
        }
    }

    @Test
    void configure_noSetting_isOneThreadAndNoNetwork() {
        String before = System.clearProperty(THREADS);
        try {
            Torch.configure();
            assertThat(System.getProperty(THREADS)).isEqualTo("1");
            assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
            assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
        } finally {
            if (before != null) {
                System.setProperty(THREADS, before);
            }
        }
    }
}
