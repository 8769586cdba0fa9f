package io.gradlab.params;

import io.gradlab.core.Require;
import io.gradlab.core.UserMistake;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * The entries of a ZIP archive in memory, by its central directory. Stricter than {@link
 * java.util.zip.ZipFile}: entries, directory and end record with its comment must fill the file
 * without a gap, and both headers of an entry must agree. So nothing can be cut off, added or
 * hidden.
 */
final class ZipArchive {

    private static final int LOCAL_SIGN = 0x04034b50;
    private static final int DESCRIPTOR_SIGN = 0x08074b50;
    private static final int DIRECTORY_SIGN = 0x02014b50;
    private static final int END_SIGN = 0x06054b50;
    private static final int END_LENGTH = 22;

    /** Sizes follow the data: ZipOutputStream, and so DJL, writes entries like this. */
    private static final int FLAG_DESCRIPTOR = 8;

    /** Compression level and UTF-8 names, which change nothing here. */
    private static final int FLAGS_HARMLESS = 2 | 4 | FLAG_DESCRIPTOR | 0x800;

    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final long IN_ZIP64 = 0xFFFFFFFFL;

    /** Bytes that the length of a comment can tell. */
    static final int MAX_COMMENT = 0xFFFF;

    private final byte[] file;
    private final List<Entry> entries = new ArrayList<>();
    private String comment = "";

    /** One entry, {@link #STORED} or {@link #DEFLATED}, with its bytes in the file. */
    record Entry(String name, int flags, int method, Sizes sizes, ByteBuffer data) {

        /** The content; may fail with an IOException that tells of damage. */
        InputStream open() {
            InputStream raw =
                    new ByteArrayInputStream(data.array(), data.arrayOffset(), data.remaining());
            return method == STORED ? raw : new InflatedStream(raw);
        }
    }

    /** What both headers of an entry say: CRC-32 of the content, bytes in the file, bytes of it. */
    record Sizes(long crc, long compressed, long size) {

        static Sizes read(ByteReader in, String what) {
            return new Sizes(in.uint32(what), in.uint32(what), in.uint32(what));
        }
    }

    /** Inflates one entry; closing it frees native memory and refuses bytes left over. */
    private static final class InflatedStream extends InflaterInputStream {

        InflatedStream(InputStream compressed) {
            super(compressed, new Inflater(true));
        }

        @Override
        public void close() throws IOException {
            long left = inf.getRemaining() + (long) in.available();
            inf.end();
            super.close();
            if (left > 0) {
                throw new IOException(left + " bytes follow the compressed data");
            }
        }
    }

    private ZipArchive(byte[] file) {
        this.file = file;
    }

    /** Lists an archive of at most so many entries; refuses what is not as in the class comment. */
    static ZipArchive read(byte[] file, int most) {
        ZipArchive archive = new ZipArchive(file);
        archive.readAll(most);
        return archive;
    }

    /** The entries, in the order of the file. */
    List<Entry> entries() {
        return entries;
    }

    /** The comment on the whole archive; empty if there is none. */
    String comment() {
        return comment;
    }

    private ByteReader from(long start, long end) {
        return new ByteReader(file, (int) start, (int) end, ByteOrder.LITTLE_ENDIAN);
    }

    private void readAll(int most) {
        int endStart = endStart();
        ByteReader end = from(endStart, file.length);
        end.int32("sign");
        boolean single = end.int32("disks") == 0;
        int count = end.uint16("entries");
        require(single && count == end.uint16("entries"), "it is one of several parts");
        long length = end.uint32("directory length");
        long start = end.uint32("directory start");
        require(start + length == endStart, "its directory does not end where it should");
        comment = text(end.bytes(end.uint16("comment length"), "comment"));
        Require.that(
                count <= most,
                "%s entries are more than the %s of the deepest network",
                count,
                most);
        directory(count, start, from(start, start + length));
    }

    /** Where the end record starts: it has a sign, and its comment reaches the end of the file. */
    private int endStart() {
        int last = file.length - END_LENGTH;
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        for (int start = last; start >= Math.max(0, last - MAX_COMMENT); start--) {
            boolean reaches = Short.toUnsignedInt(bytes.getShort(start + 20)) == last - start;
            if (reaches && bytes.getInt(start) == END_SIGN) {
                return start;
            }
        }
        throw damaged("there is no end record at its end");
    }

    private void directory(int count, long start, ByteReader directory) {
        long next = 0;
        for (int i = 0; i < count; i++) {
            next = entry(directory, next, start);
        }
        require(directory.remaining() == 0, "its directory is longer than its entries");
        require(next == start, "there is a gap before its directory");
    }

    /** Reads one entry of the directory; the entry's own header must stand at the given place. */
    private long entry(ByteReader directory, long place, long limit) {
        require(directory.int32("sign") == DIRECTORY_SIGN, "its directory is not one");
        directory.int32("versions");
        int flags = directory.uint16("flags");
        int method = directory.uint16("method");
        directory.int32("time");
        Sizes sizes = Sizes.read(directory, "sizes");
        int nameLength = directory.uint16("name length");
        int others = directory.uint16("extra length") + directory.uint16("comment length");
        directory.bytes(8, "attributes");
        require(directory.uint32("place") == place, "there is a gap before an entry");
        String name = text(directory.bytes(nameLength, "name"));
        directory.bytes(others, "extra fields");
        requireSupported(name, flags, method);
        return local(new Entry(name, flags, method, sizes, ByteBuffer.allocate(0)), place, limit);
    }

    private static void requireSupported(String name, int flags, int method) {
        Require.that(
                (flags & ~FLAGS_HARMLESS) == 0 && (method == STORED || method == DEFLATED),
                "entry '%s' is encrypted or compressed in a way other than numpy's; save it with"
                        + " numpy.savez",
                name);
    }

    private long local(Entry expected, long place, long limit) {
        ByteReader in = from(place, limit);
        require(in.int32("sign") == LOCAL_SIGN, "an entry does not start where it should");
        in.uint16("version");
        boolean same = in.uint16("flags") == expected.flags;
        same &= in.uint16("method") == expected.method;
        in.int32("time");
        Sizes sizes = Sizes.read(in, "sizes");
        int nameLength = in.uint16("name length");
        int extraLength = in.uint16("extra length");
        same &= text(in.bytes(nameLength, "name")).equals(expected.name);
        ByteBuffer extra = in.bytes(extraLength, "extra").order(ByteOrder.LITTLE_ENDIAN);
        boolean streamed = (expected.flags & FLAG_DESCRIPTOR) != 0;
        Sizes own = streamed ? expected.sizes : zip64(sizes, extra);
        require(same && own.equals(expected.sizes), "the two headers of an entry differ");
        ByteBuffer data = in.bytes(own.compressed, "the data of " + expected.name);
        if (streamed) {
            require(in.int32("sign") == DESCRIPTOR_SIGN, "a data descriptor is missing");
            require(Sizes.read(in, "sizes").equals(own), "a data descriptor differs");
        }
        entries.add(new Entry(expected.name, expected.flags, expected.method, own, data));
        return place + in.position();
    }

    /** The sizes, from the extra field where numpy puts them in case they do not fit. */
    private static Sizes zip64(Sizes sizes, ByteBuffer extra) {
        boolean zip64 = sizes.compressed == IN_ZIP64 && sizes.size == IN_ZIP64;
        if (!zip64 || extra.remaining() != 20) {
            return sizes;
        }
        boolean known = extra.getShort() == 1 && extra.getShort() == 16;
        long size = extra.getLong();
        return known ? new Sizes(sizes.crc, extra.getLong(), size) : sizes;
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw damaged(what);
        }
    }

    private static UserMistake damaged(String what) {
        return new UserMistake(
                "no whole ZIP archive: %s; restore it or save it with numpy.savez".formatted(what));
    }
}
