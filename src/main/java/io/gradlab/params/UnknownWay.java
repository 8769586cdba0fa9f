package io.gradlab.params;

/**
 * The cause of a refusal: a file's weights can lie as (units, inputs) and as (inputs, units), and
 * {@link ParameterFile#read(java.nio.file.Path, boolean)} has to be told which.
 */
public final class UnknownWay extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    UnknownWay(String message) {
        super(message);
    }
}
