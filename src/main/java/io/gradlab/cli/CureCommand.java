package io.gradlab.cli;

import io.gradlab.core.Text;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A diagnosis, and the change that helps. */
@Command(
        name = "cure",
        description = {
            "Diagnoses one network as diagnose does, and looks for the smallest change that helps:"
                    + " remedies and other changes, alone and in pairs, from many starts, beside nothing"
                    + " changed and random changes.",
            "Writes cure.json, cure.csv and the figure cure beside the files of diagnose."
        },
        footer = {
            "",
            "Exit codes: 0 a change is proven, or nothing to mend; 5 none is proven; 130 stopped; 2 wrong"
                    + " arguments or input."
        })
final class CureCommand extends FreeRun {

    @Mixin private CureOptions cure = new CureOptions();

    @Override
    public Integer call() throws IOException {
        CureRun study = new CureRun(this, cure);
        Prepared prepared = prepared();
        train(prepared, listener(prepared), study.sequel(prepared));
        console().line(Text.of("wrote    %s", out()));
        return study.exitCode();
    }
}
