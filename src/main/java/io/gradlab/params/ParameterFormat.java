package io.gradlab.params;

import io.gradlab.core.UserMistake;
import io.gradlab.nn.StateDict;
import java.io.IOException;
import java.io.OutputStream;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** One format of parameter files, between all bytes of a file and primitives. */
abstract class ParameterFormat {

    private final Seal seal;

    /** With the checksum as the format writes it. */
    ParameterFormat(Seal seal) {
        this.seal = seal;
    }

    /**
     * The tensors and properties of a file, by its own names; anything but a whole file of this
     * format is refused.
     *
     * @param ours whether it has a trace of us, so that its properties are ours to read
     */
    abstract FileContent parse(byte[] file, boolean ours);

    /** Writes a file, the seal still blank; the same bytes for the same arguments. */
    abstract void write(
            OutputStream out,
            String model,
            SortedMap<String, String> properties,
            StateDict parameters)
            throws IOException;

    /** What a file holds; see {@link #decode(byte[], Boolean)}. */
    final SavedParameters decode(byte[] file) {
        return decode(file, null);
    }

    /**
     * What a file holds, from all its bytes.
     *
     * @param transposed whether the weights lie as (inputs, units); null for what the file says
     */
    final SavedParameters decode(byte[] file, @Nullable Boolean transposed) {
        if (!Seal.isTraced(file)) {
            return Reading.of(parse(file, false), transposed);
        }
        @Nullable UserMistake damage = seal.damage(file);
        return OwnProperties.assemble(ours(file, damage), damage, transposed);
    }

    private FileContent ours(byte[] file, @Nullable UserMistake damage) {
        try {
            return parse(file, true);
        } catch (UserMistake e) {
            if (damage == null) {
                throw e;
            }
            damage.addSuppressed(e);
            throw damage;
        }
    }

    /**
     * All bytes of a file, the same for the same arguments, with the model's name where the format
     * holds one; refuses what the format cannot hold. They are there once: counted first, then
     * written.
     */
    final byte[] encode(String model, SavedParameters saved) {
        SortedMap<String, String> properties = OwnProperties.of(saved);
        try {
            Sink counter = new Sink(new byte[0]);
            write(counter, model, properties, saved.parameters());
            byte[] bytes = new byte[counter.count()];
            write(new Sink(bytes), model, properties, saved.parameters());
            return seal.close(bytes);
        } catch (IOException e) {
            throw new AssertionError("memory refused bytes", e);
        }
    }
}
