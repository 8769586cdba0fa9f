package io.gradlab.params;

import io.gradlab.core.Require;
import io.gradlab.core.UserMistake;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads primitives from an array and refuses to read past its end. */
final class ByteReader {

    private final ByteBuffer buffer;

    ByteReader(byte[] file, ByteOrder order) {
        this(file, 0, file.length, order);
    }

    /** A part of an array, which is not copied. */
    ByteReader(byte[] file, int start, int end, ByteOrder order) {
        buffer = ByteBuffer.wrap(file, start, end - start).slice().order(order);
    }

    int position() {
        return buffer.position();
    }

    int remaining() {
        return buffer.remaining();
    }

    /** Whether the next byte has this value; false at the end. */
    boolean startsWith(int value) {
        return buffer.hasRemaining() && buffer.get(buffer.position()) == value;
    }

    int uint8(String what) {
        return Byte.toUnsignedInt(need(1, what).get());
    }

    int uint16(String what) {
        return Short.toUnsignedInt(need(Short.BYTES, what).getShort());
    }

    int int32(String what) {
        return need(Integer.BYTES, what).getInt();
    }

    long uint32(String what) {
        return Integer.toUnsignedLong(int32(what));
    }

    long int64(String what) {
        return need(Long.BYTES, what).getLong();
    }

    /** A view of the next bytes, big-endian until told otherwise. */
    ByteBuffer bytes(long length, String what) {
        ByteBuffer view = need(length, what).slice(buffer.position(), (int) length);
        buffer.position(buffer.position() + (int) length);
        return view;
    }

    /** A text in Java's modified UTF-8, as {@link java.io.DataOutputStream#writeUTF} writes it. */
    String utf(String what) {
        int length = uint16(what);
        buffer.position(buffer.position() - Short.BYTES);
        byte[] encoded = new byte[Short.BYTES + length];
        need(encoded.length, what).get(encoded);
        try {
            return new DataInputStream(new ByteArrayInputStream(encoded)).readUTF();
        } catch (IOException e) {
            throw new UserMistake(
                    "%s at byte %s is no UTF-8 text".formatted(what, position() - length), e);
        }
    }

    private ByteBuffer need(long length, String what) {
        Require.that(
                length >= 0 && length <= buffer.remaining(),
                "ends within %s at byte %s of %s; restore the file",
                what,
                buffer.position(),
                buffer.limit());
        return buffer;
    }
}
