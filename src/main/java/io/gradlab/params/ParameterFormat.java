package io.gradlab.params;

/** One format of parameter files, between all bytes of a file and primitives. */
interface ParameterFormat {

    /**
     * What a file holds, from all its bytes; anything but a whole file of this format is refused.
     */
    SavedParameters decode(byte[] file);

    /**
     * All bytes of a file, the same for the same arguments, with the model's name where the format
     * holds one; refuses what the format cannot hold.
     */
    byte[] encode(String model, SavedParameters saved);
}
