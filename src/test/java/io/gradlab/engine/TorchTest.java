package io.gradlab.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.Device;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchTest {

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
        int count = Torch.gpus();
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
}
