package io.gradlab.cli;

import ai.djl.Device;
import io.gradlab.engine.Torch;
import picocli.CommandLine.Option;

/** Where tensors live. */
final class DeviceOption {

    @Option(
            names = "--device",
            paramLabel = "cpu|gpu|gpu:N",
            defaultValue = "cpu",
            description = "Where tensors live (default: ${DEFAULT-VALUE}).")
    private String device = "cpu";

    /**
     * The device; asks the engine for a GPU only.
     *
     * @throws IllegalArgumentException if there is no such device
     */
    Device device() {
        return Torch.device(device);
    }
}
