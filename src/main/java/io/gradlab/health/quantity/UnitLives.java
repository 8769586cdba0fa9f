package io.gradlab.health.quantity;

import io.gradlab.health.observation.UnitHistory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Follows which units are dead from reading to reading. */
public final class UnitLives {

    private final Map<String, List<UnitHistory.Life>> layers = new LinkedHashMap<>();

    /**
     * One layer at one step; a layer whose number of units has changed starts anew.
     *
     * @param step of the reading, later than those before
     * @param layer which
     * @param dead for each unit whether it is
     */
    public void see(long step, String layer, boolean[] dead) {
        List<UnitHistory.Life> before = layers.getOrDefault(layer, List.of());
        List<UnitHistory.Life> now = new ArrayList<>();
        for (int unit = 0; unit < dead.length; unit++) {
            now.add(
                    before.size() == dead.length
                            ? next(before.get(unit), step, dead[unit])
                            : new UnitHistory.Life(dead[unit], dead[unit] ? step : 0, 0));
        }
        layers.put(layer, now);
    }

    private static UnitHistory.Life next(UnitHistory.Life life, long step, boolean dead) {
        if (dead == life.dead()) {
            return life;
        }
        return dead
                ? new UnitHistory.Life(life.bornDead(), step, life.revived())
                : new UnitHistory.Life(life.bornDead(), 0, step);
    }

    /** What became of the units: by layer, in the order in which they were first seen. */
    public List<UnitHistory> histories() {
        return layers.entrySet().stream()
                .map(entry -> new UnitHistory(entry.getKey(), entry.getValue()))
                .toList();
    }
}
