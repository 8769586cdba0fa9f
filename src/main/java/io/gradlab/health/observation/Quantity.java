package io.gradlab.health.observation;

/**
 * What a reading holds: of every parameter that has a gradient, of every layer with an activation
 * function, and of the run. Sums are taken in float64; p is a parameter, g its gradient before the
 * update, a an activation, z what goes into its function, both on the probe set.
 */
public enum Quantity {
    /** L2 norm of g; 0 without elements, NaN if any element is. */
    GRADIENT_NORM("gradient norm"),
    /** Mean of |g|; NaN without elements, and if any element is. */
    MEAN_ABSOLUTE_GRADIENT("mean |gradient|"),
    /** The smallest |g| with at least 5 % of all at or below it; NaN counts as the largest. */
    Q05_ABSOLUTE_GRADIENT("q05 |gradient|"),
    /** The median of |g|, likewise. */
    MEDIAN_ABSOLUTE_GRADIENT("median |gradient|"),
    /** The smallest |g| with at least 95 % of all at or below it, likewise. */
    Q95_ABSOLUTE_GRADIENT("q95 |gradient|"),
    /** Share of g that is exactly 0, of either sign; NaN without elements. */
    ZERO_GRADIENT_SHARE("zero gradient share"),
    /** Number of elements of p and of g that are NaN or infinite. */
    NON_FINITE_COUNT("non-finite count"),
    /** L2 norm of p before the update; 0 without elements, NaN if any element is. */
    PARAMETER_NORM("parameter norm"),
    /** Share of a layer's units with a = 0 on every example; NaN is not 0. */
    DEAD_UNIT_FRACTION("dead unit fraction"),
    /** Share of the units that are active on fewer than 1 % of the examples. */
    INACTIVE_UNIT_FRACTION("inactive unit fraction"),
    /** Share of all activations that pass no gradient or as good as none. */
    INACTIVE_ACTIVATION_FRACTION("inactive activation fraction"),
    /** Share of a sigmoid's or tanh's activations whose derivative is below 2 % of the largest. */
    SATURATION_FRACTION("saturation fraction"),
    /** Mean of a over units and examples. */
    ACTIVATION_MEAN("activation mean"),
    /** Standard deviation of a over the examples: variances averaged over the units, root. */
    ACTIVATION_STD("activation std"),
    /**
     * The same of z: the scale that weights and biases give a layer. Near 1 where initial weights
     * suit the width (Glorot and Bengio 2010; He et al. 2015, arXiv:1502.01852).
     */
    Z_STD("z std"),
    /** |mean| / standard deviation of z over units and examples together. */
    Z_OFFSET("z offset"),
    /** Number of distinct units of a layer. */
    EFFECTIVE_WIDTH("effective width"),
    /** The same over the number of units. */
    EFFECTIVE_WIDTH_SHARE("effective width share"),
    /** Rate at which a block drops activations while it trains, by that block; NaN if not known. */
    DROPOUT("dropout rate"),
    /**
     * Gradient norm of a layer's weight over that of the next layer's, of the run first to last.
     */
    GRADIENT_NORM_RATIO("gradient norm ratio"),
    /** ||p(t+1) - p(t)|| / ||p(t)||; infinite for a parameter of zeros that moved. */
    UPDATE_RATIO("update ratio"),
    /**
     * Of the run, at few steps: norm of all gradients together over that of this batch's own. 1
     * where each step begins with gradients 0, more where they are added up.
     */
    OWN_GRADIENT_RATIO("gradient norm over that of the batch alone"),
    /** Of the run: number of examples of the probe set that the activations stand on. */
    PROBE_EXAMPLES("probe examples"),
    /**
     * Of the run, at the readings at which the probe set has grown: skill that the nearest
     * neighbours of its examples have, or share of the mean's squared error that they leave out
     * where the labels are numbers. What is there to be learned is at least that.
     */
    NEIGHBOUR_SKILL("skill of the nearest neighbours");

    private final String title;

    Quantity(String title) {
        this.title = title;
    }

    /** Its name in reports, and its key in JSON. */
    @Override
    public String toString() {
        return title;
    }
}
