package io.gradlab.health.observation;

import java.util.List;

/**
 * The lives of the units of one layer, as the readings saw them.
 *
 * @param layer the layer
 * @param units a life for each unit
 */
public record UnitHistory(String layer, List<Life> units) {

    /** Copies the list. */
    public UnitHistory {
        units = List.copyOf(units);
    }

    /**
     * One unit.
     *
     * @param bornDead whether it was dead at the first reading
     * @param died step of the reading that found it dead and not revived since; 0 if it lives
     * @param revived step of the last reading that found it alive after it had been dead; 0 if none
     */
    public record Life(boolean bornDead, long died, long revived) {

        /**
         * Whether it is dead now.
         *
         * @return true if the last reading found it dead
         */
        public boolean dead() {
            return died > 0;
        }
    }
}
