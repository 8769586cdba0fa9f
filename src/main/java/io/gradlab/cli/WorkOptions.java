package io.gradlab.cli;

import java.nio.file.Path;
import picocli.CommandLine.Mixin;

/** What every command takes that trains and writes. */
abstract class WorkOptions extends StandardOptions {

    @Mixin OutOption out = new OutOption();
    @Mixin TrainingDataOptions data = new TrainingDataOptions();
    @Mixin SeedOption seed = new SeedOption();
    @Mixin DeviceOption device = new DeviceOption();

    Path out() {
        return out.directory();
    }
}
