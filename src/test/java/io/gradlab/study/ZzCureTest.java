package io.gradlab.study;

import io.gradlab.data.*;
import io.gradlab.nn.*;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ZzCureTest {
    @Test
    void s() throws Exception {
        for (String which : System.getProperty("zz", "moons").split(",")) {
            DataSplits d =
                    which.equals("moons")
                            ? Moons.generate(MoonsConfig.standard())
                            : CsvDataset.read(Path.of(which), 0);
            for (double rate : new double[] {0.2, 5}) {
                long t = System.nanoTime();
                var net = new MlpArchitecture(d.width(), List.of(5), ActivationFunction.SIGMOID);
                CureResult r = Cure.of(d, MlpConfiguration.standard(net, rate));
                System.out.println(
                        which
                                + " "
                                + rate
                                + " "
                                + r.outcome()
                                + " limit "
                                + r.success()
                                + " const "
                                + r.constant()
                                + " bm "
                                + r.bestMedian()
                                + " cost "
                                + r.memberEpochs()
                                + " s "
                                + (System.nanoTime() - t) * 1e-9);
                System.out.println(
                        r.nothing()
                                + "\n"
                                + r.random()
                                + "\n"
                                + r.randomSearch()
                                + "\n"
                                + r.prescribed()
                                + "\n"
                                + r.test());
                for (var row : r.changes())
                    System.out.println(
                            (row.fresh() ? "* " : "  ")
                                    + (r.helps(row) ? "H " : "  ")
                                    + row.title()
                                    + " "
                                    + row.succeeded()
                                    + "/"
                                    + row.starts()
                                    + " med "
                                    + row.medianAccuracy()
                                    + " lost "
                                    + row.lost());
            }
        }
    }
}
