package io.gradlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options, commands and values as others call or write them: one line that says what was meant. */
class MisspeltArgumentsTest {

    private static Command run(String line) {
        return Command.ofLine(line);
    }

    @ParameterizedTest
    @CsvSource({
        "train --lr 0.1, --learning-rate",
        "train --lr=0.1, --learning-rate",
        "--lr 0.1 train, --learning-rate",
        "train -lr 0.1, --learning-rate",
        "train --learning_rate 0.1, --learning-rate",
        "train --learningRate 0.1, --learning-rate",
        "train --eta 0.1, --learning-rate",
        "train --hidden-units 5, --hidden",
        "train --hidden_layer_sizes 5, --hidden",
        "train --layers 5, --hidden",
        "train --epoch 5, --epochs",
        "train --num_epochs 5, --epochs",
        "train --iterations 5, --epochs",
        "train --max-iter 5, --epochs",
        "run two-layer --steps 5, --epochs",
        "train --activation-function relu, --activation",
        "train --act relu, --activation",
        "train --negative-slope 0.1, --slope",
        "train --kernel-initializer he, --weights",
        "train --output x, --out",
        "train -o x, --out",
        "train --output_dir x, --out",
        "train --dataset x.csv, --data",
        "train --random-state 3, --seed",
        "train --gpu, --device",
        "train --log-interval 10, --log-every",
        "train --max-grad-norm 1, --clip-norm",
        "train --checkpoint x, --init",
        "evaluate --model x, --params",
        "evaluate --weights x, --params",
        "export --out x, --to",
        "export --block zoo, --for",
        "export --transposed, --transpose",
        "population --seeds 5, --members",
        "population --n 5, --members",
        "population --num-seeds 5, --members",
        "train -hidden 5, --hidden",
        "train -n 5, --epochs",
        "train --step 5, --epochs",
        "train --steps 5, --epochs",
        "train --epohcs 5, --epochs",
        "train --target-column y, --label",
        "train --target y, --label",
        "train --delimiter y, --sep",
        "train --ignore-columns y, --drop",
        "evaluate --pos-label 1, --positive",
        "train lr=0.1, --learning-rate",
        "train epochs=3, --epochs",
        "epochs=3 train, --epochs",
        "train learning-rate 0.1, --learning-rate",
        "train learning_rate 0.1, --learning-rate",
        "train \u2013lr 0.1, --learning-rate",
        "train \u2014epochs 3, --epochs",
        "train ---epochs 3, --epochs",
        "train \u2212\u2212epochs=3, --epochs",
        "\u2014epochs 3 train, --epochs"
    })
    void option_asOthersCallIt_isNamed(String line, String option) {
        Command run = run(line);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("did you mean " + option + "? see gradlab ");
    }

    @ParameterizedTest
    @CsvSource({
        "train --batch-size 32, full-batch",
        "train --batch_size=32, full-batch",
        "run two-layer --bs 32, full-batch",
        "train --momentum 0.9, gradient descent",
        "train --momentum 0.9, gradient descent",
        "train --weight-decay 0.1, nothing is regularised",
        "train --dropout 0.1, nothing is regularised",
        "train --patience 5, all its epochs",
        "train --val-split 0.2, split column",
        "train --num-workers 2, num_threads",
        "train --classes 3, two classes",
        "train --num-classes 3, two classes",
        "train --x a, 'but map does'",
        "population --y hidden=3, 'but map does'",
        "predict --output x, > FILE",
        "predict --out x, > FILE",
        "predict --threshold 0.5, probability",
        "run --id two-layer, run two-layer",
        "run --experiment=two-layer, run two-layer",
        "run two-layer --name x, run two-layer",
        "--experiment two-layer, run two-layer",
        "list --lr 0.1, list does not use --learning-rate (--lr)"
    })
    void option_ofWhatThereIsNot_saysSo(String line, String why) {
        Command run = run(line);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains(why).contains("; leave it out; see gradlab ");
    }

    @ParameterizedTest
    @CsvSource({
        "evalute --params x, did you mean evaluate?",
        "--quiet evalute --params x, did you mean evaluate?",
        "--epochs 3 --lr 0.1 trian --hidden 5, did you mean train?",
        "Train, did you mean train?",
        "eval --params x, did you mean evaluate?",
        "pre-flight, did you mean preflight?",
        "two-layer, did you mean run two-layer?",
        "--seeds 3 Dead_ReLU --epochs 5, did you mean run dead-relu?",
        "version, did you mean --version?",
        "nonsense, 'use one of list, run, train, '",
        "help, use gradlab --help",
        "help train, use gradlab train --help",
        "train --version, use gradlab --version",
        "train -V, use gradlab --version",
        "run two-layers, did you mean two-layer?",
        "run two-layer lr=0.1, but train",
        "run two-layer \u2014epochs 3, did you mean --epochs?",
        "train -- --epochs 3, leave -- out",
        "-- --epochs 3, leave -- out",
        "train two-layer, did you mean run two-layer?",
        "train 3, takes no word '3'; leave it out",
        "report out/first, did you mean --out out/first?",
        "train mine.csv, did you mean --data mine.csv?",
        "train old.npz, did you mean --init old.npz?",
        "evaluate old.params, did you mean --params old.params?"
    })
    void word_thatIsNoCommand_isNamedWithItsMend(String line, String mend) {
        Command run = run(line);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("error: ").contains(mend);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--hidden 5 3 | did you mean --hidden 5,3?",
                "--hidden 5, 3, 2 --seed 3 | did you mean --hidden 5,3,2?",
                "--hidden=5 3 | did you mean --hidden 5,3?",
                "--hidden 5, | --hidden '5,' is no list of whole numbers",
                "--hidden five | --hidden 'five' is no list of whole numbers",
                "--hidden 5,3 --hidden 2 | only once",
                "--epochs x | --epochs 'x' is no whole number from 1 to 10000000; use for example 1000",
                "--epochs 1e3 | --epochs '1e3' is no whole number",
                "--epochs 3000000000 | --epochs '3000000000' is no whole number",
                "--seed 1.5 | --seed '1.5' is no whole number",
                "--data-seed 1e99 | --data-seed '1e99' is no whole number",
                "--log-every x | --log-every 'x' is no whole number",
                "--learning-rate 0,2 | --learning-rate '0,2' is no positive number",
                "--learning-rate 1e40 | --learning-rate '1e40' is no positive number of 32 bits",
                "--learning-rate 1e-60 | --learning-rate '1e-60' is no positive number of 32 bits",
                "--bias -1e39 | --bias '-1e39' is no number of 32 bits",
                "--bias 1e-60 | --bias '1e-60' is no number of 32 bits",
                "--bias NaN | --bias 'NaN' is no number",
                "--noise 2f | --noise '2f' is no number",
                "--learning-rate 1e-400 | --learning-rate '1e-400' is no positive number",
                "--clip-norm 1e400 | --clip-norm '1e400' is no positive number",
                "--slope x | --slope 'x' is no number of 32 bits in [0, 1)",
                "--clip-norm 1 --clip-value 2 | --clip-norm 1.0 and --clip-value 2.0 exclude",
                "--weights Kaiming | did you mean he?",
                "--activation ReLU | did you mean relu?"
            })
    void value_ofTrain_isNamedAsItWasTyped(String options, String what) {
        Command run = run("train " + options);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("error: ").contains(what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run two-layer --seeds x | --seeds 'x' is no whole number from 1 to 1000",
                "population --members 1e3 | --members '1e3' is no whole number from 1 to 1000000",
                "population --success x | --success 'x' is no number of 32 bits above 0 and at most 1",
                "bench --repeats x | --repeats 'x' is no whole number",
                "calibrate-health --programs x | --programs 'x' is no whole number from 1 to 10000",
                "calibrate-health --date x | --date 'x' is no date; use for example 2026-01-31",
                "evaluate --params no-such.npz --split foo | --split 'foo' is unknown",
                "map --x lr=1,2 --y hidden=1 | did you mean learning-rate=1,2?",
                "map --x hidden=1 --y std=1,2 | did you mean weight-std=1,2?",
                "map --x Units=1,2 --y bias=1 | did you mean hidden=1,2?",
                "map --x bais=1,2 --y hidden=1 | did you mean bias=1,2?",
                "map --x foo=1,2 --y hidden=1 | names no setting",
                "map --x learning-rate=1e-60,1 --y hidden=1 | has the value '1e-60'",
                "evaluate --params no-such.npz --split Val | did you mean validation?",
                "map --x bias=1e40,1 --y hidden=1 | has the value '1e40'",
                "map --x learning-rate=1e-60:1:log:3 --y hidden=1 | has the value '1e-60'",
                "map --x slope=0.1 --y activation=relu | leave out axis activation"
            })
    void value_ofOtherCommands_isNamedAsItWasTyped(String line, String what) {
        Command run = run(line);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errorLines()).singleElement().asString().contains(what);
        assertThat(run.err()).doesNotContain("java.");
    }

    /** Shared options whose defaults or meanings are not the same everywhere. */
}
