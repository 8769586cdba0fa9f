package io.gradlab.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.gradlab.core.Language;
import io.gradlab.health.diagnosis.Advice;
import io.gradlab.health.diagnosis.Diagnosis;
import io.gradlab.health.diagnosis.MadeUpRun;
import io.gradlab.health.diagnosis.Remedy;
import io.gradlab.health.diagnosis.Threshold;
import io.gradlab.health.diagnosis.Thresholds;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthReportTest {

    private static HealthReport report(MadeUpRun run) {
        return HealthReport.of(run.observations(), Thresholds.defaults());
    }

    @Test
    void text_ofADeadLayerTellsCauseEvidenceAndRemedy() {
        String text =
                report(
                                MadeUpRun.failing()
                                        .everywhere(Quantity.DEAD_UNIT_FRACTION, "fc2", 1)
                                        .everywhere(Quantity.PARAMETER_NORM, "fc2.bias", 8)
                                        .everywhere(Quantity.GRADIENT_NORM_RATIO, Reading.RUN, 0))
                        .toString();

        assertThat(text.lines())
                .anyMatch(
                        line -> line.startsWith("   remedy:   ") && line.endsWith(" (book 4.4.3)"))
                .anyMatch(line -> line.startsWith("   or:       "));
        assertThat(text.lines().filter(line -> !line.matches("   (remedy|or): .*")).limit(7))
                .containsExactly(
                        "Diagnosis: dead units in fc2 (200 steps, 13 readings, skill 40 %, gain 40 %)",
                        "1. alarm: dead units in fc2, since step 1",
                        "   measured: dead unit fraction of fc2, step 150: 1 > 0.750",
                        "   why:      A dead ReLU passes nothing forward and no gradient backward; a"
                                + " layer of them cuts off every layer below.",
                        "   so also:  alarm: vanishing gradient, since step 1",
                        "             gradient norm of the first layer over the last: 0 < 5.00e-04",
                        "Numbers at step 150; loss 0.700 at step 1, 0.421 at step 200, that of a"
                                + " constant 0.700");
    }

    @Test
    void in_chinese_isToldWithLabelsOfOneWidth() {
        HealthReport report =
                report(
                        MadeUpRun.failing()
                                .note("no labels")
                                .everywhere(Quantity.DEAD_UNIT_FRACTION, "fc2", 1)
                                .everywhere(Quantity.PARAMETER_NORM, "fc2.bias", 8)
                                .everywhere(Quantity.GRADIENT_NORM_RATIO, Reading.RUN, 0));

        assertThat(report.headline().in(Language.ZH)).isEqualTo("死亡神经元，位于 fc2");
        assertThat(report.in(Language.ZH).lines())
                .anyMatch(line -> line.startsWith("   办法：    ") && line.endsWith("（书中 4.4.3 节）"))
                .anyMatch(line -> line.startsWith("   或者：    "));
        assertThat(
                        report.in(Language.ZH)
                                .lines()
                                .filter(line -> !line.matches("   (办法|或者)：.*"))
                                .limit(8))
                .containsExactly(
                        "诊断：死亡神经元，位于 fc2（200 步，13 次读数，错误降幅 40 %，损失降幅 40 %）",
                        "1. 警报：死亡神经元，位于 fc2，自第 1 步起",
                        "   实测：    fc2 的死亡神经元比例，第 150 步：1 > 0.750",
                        "   原因：    死亡的 ReLU 前向输出恒为零，反向也不传梯度；整层死亡会切断它之前的每一层。",
                        "   由此还有：警报：梯度消失，自第 1 步起",
                        "             第一层与最后一层的梯度范数之比：0 < 5.00e-04",
                        "注意：no labels",
                        "第 150 步的数值；损失 第 1 步 0.700，第 200 步 0.421，常数预测的损失 0.700");
    }

    /**
     * Shares that were measured, the next two remedies, a risk: labels are as wide as in English.
     */
    @Test
    void in_chinese_tellsARiskAndWhatToTryNext() {
        assertThat(
                        report(MadeUpRun.failing().everywhere(Quantity.Z_OFFSET, "fc2", 5).steps(1))
                                .in(Language.ZH)
                                .lines())
                .startsWith("诊断：有一项风险：初始权重尺度不当（1 步，1 次读数）", "1. 风险：初始权重尺度不当，位于 fc2，自第 1 步起");
        HealthReport open =
                new HealthReport(
                        new Diagnosis(
                                List.of(),
                                List.of(
                                        new Advice(Remedy.RAISE_RATE, 3, 4),
                                        new Advice(Remedy.MORE_UNITS, 0, 0))),
                        MadeUpRun.failing().observations(),
                        Thresholds.defaults());
        assertThat(open.in(Language.ZH).lines().limit(3))
                .containsExactly(
                        "诊断：未发现问题，但网络只学会了一部分（200 步，13 次读数，错误降幅 40 %，损失降幅 40 %）",
                        "接着可试：1. 把学习率反复乘以 10，直到损失上升，再退回一步。（此类网络治好的比例为 0.75，共 4 个）",
                        "          2. 增加神经元：每个隐藏层增加到八倍，至少 32 个。");
    }

    @Test
    void in_aWidth_foldsSentencesAndLeavesColumnsOut() {
        HealthReport report =
                report(MadeUpRun.failing().everywhere(Quantity.DEAD_UNIT_FRACTION, "fc2", 1));

        assertThat(report.in(Language.EN, 60).lines())
                .contains(
                        "   why:      A dead ReLU passes nothing forward and no",
                        "             gradient backward; a layer of them cuts off",
                        "             every layer below.",
                        "3 columns more in health.json")
                .allMatch(line -> line.length() <= 60);
    }

    @Test
    void text_ofAHealthyRunShowsTheNumbers() {
        assertThat(report(MadeUpRun.learned()).toString().lines())
                .first()
                .isEqualTo("Diagnosis: healthy (200 steps, 13 readings, skill 95 %, gain 92 %)");
        assertThat(report(MadeUpRun.learned()).toString()).contains("layer").contains("fc3");
    }

    /** No rule fires and yet nothing was learned: that is not healthy, and is said. */
    @Test
    void text_ofAnUnexplainedFailureDoesNotSayHealthy() {
        assertThat(report(MadeUpRun.failing()).toString())
                .startsWith("Diagnosis: nothing found, though it has learned only in part")
                .contains("\nTry next: 1. ");
    }

    @Test
    void text_beforeTheFirstStep() {
        assertThat(report(MadeUpRun.failing().steps(0)).toString())
                .startsWith("Diagnosis: nothing was seen (0 steps, 0 readings");
    }

    @Test
    void json_hasDiagnosisObservationsAndThresholds() {
        JsonObject json =
                JsonParser.parseString(
                                report(
                                                MadeUpRun.failing()
                                                        .nonFinite(7, "fc2", "fc2.weight")
                                                        .everywhere(
                                                                Quantity.UPDATE_RATIO,
                                                                "fc2.weight",
                                                                Double.POSITIVE_INFINITY))
                                        .toJson())
                        .getAsJsonObject();

        JsonObject finding =
                json.getAsJsonObject("diagnosis")
                        .getAsJsonArray("causes")
                        .get(0)
                        .getAsJsonObject()
                        .getAsJsonObject("finding");
        assertThat(finding.get("pathology").getAsString()).isEqualTo("NON_FINITE");
        assertThat(finding.get("since").getAsInt()).isEqualTo(7);
        JsonObject observations = json.getAsJsonObject("observations");
        assertThat(observations.getAsJsonObject("nonFinite").get("value").getAsString())
                .isEqualTo("NaN");
        assertThat(observations.getAsJsonArray("readings")).hasSize(13);
        assertThat(json.getAsJsonObject("thresholds").getAsJsonObject("values").keySet())
                .hasSameSizeAs(Threshold.values());
    }

    @Test
    void threshold_thatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> Thresholds.defaults().with(Threshold.OSCILLATION, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threshold OSCILLATION NaN is no limit; give a number");
    }

    @Test
    void threshold_ofOneSetLeavesTheOthersAlone() {
        Thresholds changed = Thresholds.defaults().with(Threshold.OSCILLATION, 2);

        assertThat(changed.get(Threshold.OSCILLATION)).isEqualTo(2);
        assertThat(Thresholds.defaults().get(Threshold.OSCILLATION))
                .isEqualTo(Threshold.OSCILLATION.defaultValue());
    }
}
