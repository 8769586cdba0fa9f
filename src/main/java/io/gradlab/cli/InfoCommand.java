package io.gradlab.cli;

import io.gradlab.engine.Torch;
import io.gradlab.engine.Versions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What this program runs on. */
@Command(
        name = "info",
        description = "Prints versions, engine, device, threads and the cache folder.")
final class InfoCommand extends StandardOptions {

    @Mixin private DeviceOption device = new DeviceOption();

    @Override
    public Integer call() {
        WhileEngineLoads.load();
        Versions.current().forEach(InfoCommand::print);
        print("engine", Torch.ENGINE);
        print("device", device.name());
        print("gpus", String.valueOf(Torch.gpus()));
        print("threads", String.valueOf(Torch.threads()));
        print("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
        print("cache", Torch.cacheFolder().toString());
        return ExitCode.OK;
    }

    private static void print(String name, String value) {
        System.out.printf("%-8s %s%n", name, value);
    }
}
