package io.gradlab.study;

import io.gradlab.core.Text;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of a training that are given other values; none for nothing changed.
 *
 * @param values the new values
 */
record Change(Map<TrainingSetting, String> values) {

    /** Nothing is changed. */
    static final Change NOTHING = new Change(Map.of());

    Change {
        Map<TrainingSetting, String> ordered = new EnumMap<>(TrainingSetting.class);
        ordered.putAll(values);
        values = Collections.unmodifiableMap(ordered);
    }

    /** What differs between two trainings. */
    static Change between(MlpTraining before, MlpTraining after) {
        Map<TrainingSetting, String> values = new EnumMap<>(TrainingSetting.class);
        for (TrainingSetting setting : TrainingSetting.values()) {
            if (!setting.of(before).equals(setting.of(after))) {
                values.put(setting, setting.of(after));
            }
        }
        return new Change(values);
    }

    /** How many settings it changes. */
    int size() {
        return values.size();
    }

    /** A training with it. */
    MlpTraining in(MlpTraining training) {
        MlpTraining changed = training;
        for (Map.Entry<TrainingSetting, String> value : values.entrySet()) {
            changed = value.getKey().in(changed, value.getValue());
        }
        return changed;
    }

    /** Both together; empty if they give a setting two values. */
    Optional<Change> and(Change other) {
        Map<TrainingSetting, String> both = new EnumMap<>(TrainingSetting.class);
        both.putAll(values);
        for (Map.Entry<TrainingSetting, String> value : other.values.entrySet()) {
            String mine = both.put(value.getKey(), value.getValue());
            if (mine != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new Change(both));
    }

    /** In words, for example {@code weights he + learning rate 2}. */
    Text title() {
        return size() == 0
                ? Text.of("nothing changed")
                : Text.join(
                        " + ",
                        values.entrySet().stream()
                                .map(value -> value.getKey().title(value.getValue()))
                                .toList());
    }

    /** By the names of files, in the order of {@link TrainingSetting}. */
    Map<String, String> byId() {
        Map<String, String> settings = new LinkedHashMap<>();
        values.forEach((setting, value) -> settings.put(setting.id(), value));
        return settings;
    }
}
