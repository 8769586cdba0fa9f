package io.gradlab.train;

import io.gradlab.nn.MlpArchitecture;
import io.gradlab.train.StateDict.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * NumPy's NPZ: a ZIP archive with one NPY array for each parameter, as {@code numpy.savez} and
 * {@code numpy.savez_compressed} write it. It has room for arrays alone: activation function and
 * properties are not in it. The archive's CRC-32 guards each array.
 */
final class NpzFormat implements ParameterFormat {

    private static final String SUFFIX = ".npy";

    /** A weight and a bias for each layer of the deepest network. */
    private static final int MAX_ENTRIES = 2 * (MlpArchitecture.MAX_HIDDEN_LAYERS + 1);

    /** The first moment that ZIP can express, as NumPy writes it: equal files for equal values. */
    private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

    @Override
    public SavedParameters decode(byte[] file) {
        ShapeGuard guard = new ShapeGuard();
        List<Tensor> tensors = new ArrayList<>();
        for (ZipArchive.Entry entry : ZipArchive.read(file, MAX_ENTRIES)) {
            tensors.add(tensor(entry, guard));
        }
        return OwnProperties.assemble(tensors, Map.of(), false);
    }

    private static Tensor tensor(ZipArchive.Entry entry, ShapeGuard guard) {
        if (!entry.name().endsWith(SUFFIX)) {
            throw new IllegalArgumentException(
                    "entry '" + entry.name() + "' is no NPY array; save it with numpy.savez");
        }
        String name = entry.name().substring(0, entry.name().length() - SUFFIX.length());
        try (CheckedInputStream in = new CheckedInputStream(entry.open(), new CRC32())) {
            Tensor tensor = NpyArray.read(name, in, entry.sizes().size(), guard);
            boolean ends = in.read() < 0;
            if (!ends || in.getChecksum().getValue() != entry.sizes().crc()) {
                throw damaged(name, "its CRC-32 or length is not what the archive says", null);
            }
            return tensor;
        } catch (IOException e) {
            throw damaged(name, String.valueOf(e.getMessage()), e);
        }
    }

    private static IllegalArgumentException damaged(
            String name, String what, @Nullable IOException cause) {
        return new IllegalArgumentException(
                name + " is damaged: " + what + "; restore the file", cause);
    }

    @Override
    public byte[] encode(String model, SavedParameters saved) {
        StateDict parameters = saved.parameters();
        OwnProperties.architecture(parameters, saved.activation());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (Tensor tensor : parameters.tensors()) {
                write(zip, tensor);
            }
        } catch (IOException e) {
            throw new AssertionError("memory refused bytes", e);
        }
        return bytes.toByteArray();
    }

    private static void write(ZipOutputStream zip, Tensor tensor) throws IOException {
        byte[] content = NpyArray.write(tensor);
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(tensor.name() + SUFFIX);
        entry.setTimeLocal(EPOCH);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
