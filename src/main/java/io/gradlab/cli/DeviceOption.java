package io.gradlab.cli;

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

    /** Its name as results carry it, if there is such a device; asks the engine for a GPU only. */
    String name() {
        return Torch.name(Torch.device(device));
    }
}
