package io.gradlab.params;

import io.gradlab.core.UserMistake;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a file is, by its first bytes, and where these say nothing by its name. Those without an
 * extension of ours are not read: they run code when they are loaded, or need a library of their
 * own. The refusal has the lines of Python that make an NPZ of them.
 */
enum FileKind {
    PARAMS("a .params of DJL", "", "\\.params", "DJL@.*"),
    NPZ("an NPZ archive of NumPy", "", "\\.npz", "PK\3\4.{26}[^\0]{0,300}\\.npy.*"),
    SAFETENSORS("a safetensors file", "", "\\.safetensors", ".{4}\0{4}\\s*\\{.*"),
    TORCH(
            "a PyTorch file (torch.save)",
            "import torch, numpy; numpy.savez(%2$s, **{k: v.detach().float().numpy() for k, v in"
                    + " torch.load(open(%1$s, 'rb'), map_location='cpu').items()})",
            "\\.(pt|pth|ckpt|bin)",
            "PK\3\4.{26}[^\0]{1,300}/(data\\.pkl|version|byteorder|\\.format_version).*"
                    + "|\u0080\2\u008A\nl\u00FC\u009CF\u00F9 j\u00A8P\u0019.*"),
    PADDLE(
            "a Paddle file (paddle.save)",
            "import paddle, numpy; numpy.savez(%2$s, **{k: v for k, v in paddle.load(%1$s,"
                    + " return_numpy=True).items() if hasattr(v, 'shape')})",
            "\\.(pdparams|pdmodel|pdopt)",
            "\u0080[\2-\5].*StructuredToParameterName@@.*"),
    JOBLIB(
            "a scikit-learn model (joblib, pickle)",
            "import joblib, numpy; m = joblib.load(%1$s); numpy.savez(%2$s, **{f'coefs_{i}': w for"
                    + " i, w in enumerate(m.coefs_)}, **{f'intercepts_{i}': b for i, b in"
                    + " enumerate(m.intercepts_)})",
            "\\.(joblib|sav)",
            "\u0080[\2-\5].*sklearn.*"),
    PICKLE(
            "a pickle of Python",
            "import pickle, numpy; numpy.savez(%2$s, **pickle.load(open(%1$s, 'rb')))",
            "\\.(pkl|pickle)",
            "\u0080[\2-\5].*"),
    KERAS(
            "a Keras model",
            "import keras, numpy; numpy.savez(%2$s,"
                    + " *keras.models.load_model(%1$s).get_weights())",
            "\\.keras",
            "PK\3\4.{26}(metadata\\.json|config\\.json|model\\.weights\\.h5).*"),
    HDF5(
            "an HDF5 file, as Keras writes it",
            "import h5py, numpy; d = {}; h5py.File(%1$s).visititems(lambda n, o: d.update({n: o[()]})"
                    + " if hasattr(o, 'shape') and 'optimizer' not in n else None);"
                    + " numpy.savez(%2$s, **d)",
            "\\.(h5|hdf5)",
            "\u0089HDF\r\n\u001A\n.*"),
    ONNX(
            "an ONNX model",
            "import onnx, onnx.numpy_helper, numpy; numpy.savez(%2$s, **{t.name:"
                    + " onnx.numpy_helper.to_array(t) for t in onnx.load(%1$s).graph.initializer})",
            "\\.onnx",
            "\b[\1- ][\u0012:].*"),
    GGUF(
            "a GGUF file",
            "import gguf, numpy; numpy.savez(%2$s, **{t.name: t.data for t in"
                    + " gguf.GGUFReader(%1$s).tensors})",
            "\\.gguf",
            "GGUF.*"),
    MXNET(
            "an MXNet file (mxnet.nd.save)",
            "import mxnet, numpy; numpy.savez(%2$s, **{k: v.asnumpy() for k, v in"
                    + " mxnet.nd.load(%1$s).items()})",
            "\\.nd",
            "\u0012\1\0{6}.*"),
    TENSORFLOW(
            "a checkpoint of TensorFlow",
            "import tensorflow, numpy; r = tensorflow.train.load_checkpoint(%3$s);"
                    + " numpy.savez(%2$s, **{k: r.get_tensor(k) for k, s in"
                    + " r.get_variable_to_shape_map().items() if s and 'OPTIMIZER' not in k})",
            "\\.(index|data-\\d+-of-\\d+)",
            null),
    NPY(
            "a single NumPy array",
            "import numpy; numpy.savez(%2$s, **numpy.load(%1$s, allow_pickle=True).item())",
            "\\.npy",
            "\u0093NUMPY.*"),
    GZIP(
            "a gzip file",
            "import gzip, shutil; shutil.copyfileobj(gzip.open(%1$s), open(%3$s, 'wb'))",
            "\\.gz",
            "\u001F\u008B.*");

    /** First bytes that tell the kind. */
    static final int HEAD = 4096;

    private final String what;
    private final String python;
    private final Pattern name;
    private final @Nullable Pattern start;

    FileKind(String what, String python, String extension, @Nullable String start) {
        this.what = what;
        this.python = python;
        name = Pattern.compile(".*" + extension, Pattern.DOTALL);
        this.start = start == null ? null : Pattern.compile(start, Pattern.DOTALL);
    }

    /** Of a file's first bytes and, where they tell nothing, of its name; null if none is known. */
    static @Nullable FileKind of(Path file, byte[] head) {
        String text = new String(head, 0, Math.min(head.length, HEAD), StandardCharsets.ISO_8859_1);
        return Arrays.stream(values())
                .filter(kind -> kind.start != null && kind.start.matcher(text).matches())
                .findFirst()
                .orElseGet(() -> byName(file));
    }

    /** Of a name alone; null if no kind has such a name. */
    static @Nullable FileKind byName(Path file) {
        String text = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> kind.name.matcher(text).matches())
                .findFirst()
                .orElse(null);
    }

    /** Whether files of this kind are read, under a name of theirs. */
    boolean isOurs() {
        return python.isEmpty();
    }

    /** The refusal of a file of this kind that has another name, or is of no kind of ours. */
    UserMistake refusal(Path file) {
        if (isOurs()) {
            return new UserMistake(
                    "it is %s, whatever its name says; rename it so that it ends in .%s"
                            .formatted(what, name().toLowerCase(Locale.ROOT)));
        }
        String stem = file.toString().replaceFirst("(?<=[^/\\\\])\\.[^./\\\\]*$", "");
        String target = stem + (file.toString().equals(stem + ".npz") ? "-arrays.npz" : ".npz");
        return new UserMistake(
                "it is %s, but .params, .npz and .safetensors are read; convert it in Python: %s"
                        .formatted(
                                what,
                                python.formatted(
                                        quoted(file.toString()), quoted(target), quoted(stem))));
    }

    /** A text of Python. */
    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
