package io.gradlab.params;

/** One format of parameter files, between all bytes of a file and primitives. */
interface ParameterFormat {

    /**
     * Reads a file.
     *
     * @param file all its bytes
     * @return what it holds, checked
     * @throws IllegalArgumentException if it is anything but a whole file of this format
     */
    SavedParameters decode(byte[] file);

    /**
     * Writes a file.
     *
     * @param model name of the model, for formats that hold one
     * @param saved what to write
     * @return all bytes of the file, the same for the same arguments
     * @throws IllegalArgumentException if the format cannot hold it
     */
    byte[] encode(String model, SavedParameters saved);
}
