package io.gradlab.params;

import java.io.OutputStream;

/** Counts bytes, and keeps those that fit into an array. */
final class Sink extends OutputStream {

    private final byte[] bytes;
    private int count;

    /** Into an array; into an empty one, to count alone. */
    Sink(byte[] bytes) {
        this.bytes = bytes;
    }

    int count() {
        return count;
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] source, int from, int length) {
        if (bytes.length > 0) {
            System.arraycopy(source, from, bytes, count, length);
        }
        count += length;
    }
}
