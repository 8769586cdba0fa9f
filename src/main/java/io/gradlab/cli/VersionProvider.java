package io.gradlab.cli;

import io.gradlab.engine.Versions;
import picocli.CommandLine.IVersionProvider;

/** Answers {@code --version}. */
final class VersionProvider implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"gradlab " + Versions.gradlab()};
    }
}
