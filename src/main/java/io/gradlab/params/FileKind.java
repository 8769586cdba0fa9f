package io.gradlab.params;

import io.gradlab.core.UserMistake;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
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
            "import torch, numpy; s = torch.load(open(%1$s, 'rb'), map_location='cpu',"
                    + " weights_only=False); s = s.state_dict() if hasattr(s, 'state_dict') else"
                    + " s.get('state_dict', s.get('model_state_dict', s)); numpy.savez(%2$s,"
                    + " **{k: v.detach().float().numpy() for k, v in s.items() if hasattr(v,"
                    + " 'detach')})",
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
            "a pickle of Python, of a dict or a list of arrays as the lines here expect",
            "import pickle, numpy; s = pickle.load(open(%1$s, 'rb')); a = s if isinstance(s, dict)"
                    + " else {f'arr_{i}': v for i, v in enumerate(s)}; numpy.savez(%2$s, **{k: v"
                    + " for k, v in a.items() if hasattr(v, 'shape')})",
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
            "\u0089HDF\r\n\u001A\n.*|MATLAB 7\\.3 .*"),
    MATLAB(
            "a MATLAB file",
            "import scipy.io, numpy; numpy.savez(%2$s, **{k: v for k, v in"
                    + " scipy.io.loadmat(open(%1$s, 'rb')).items() if not k.startswith('__')})",
            "\\.mat",
            "MATLAB 5\\.0 .*"),
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
            "a single NumPy array, which holds a network only as a dict or a list of arrays (dtype"
                    + " object)",
            "import numpy; s = numpy.load(open(%1$s, 'rb'), allow_pickle=True); a = s.item() if"
                    + " s.ndim == 0 else {f'arr_{i}': v for i, v in enumerate(s)};"
                    + " numpy.savez(%2$s, **a)",
            "\\.npy",
            "\u0093NUMPY.*"),
    GZIP(
            "a gzip file",
            "import gzip, shutil; shutil.copyfileobj(gzip.open(%1$s), open(%3$s, 'wb'))",
            "\\.gz",
            "\u001F\u008B.*"),
    HTML("a page of HTML or XML", "", "\\.(html?|xml)", "(?i)\\s*<(!doctype|html|\\?xml).*"),
    JSON("a text of JSON", "", "\\.json", "\\s*[{\\[]" + FileKind.PRINTABLE),
    TEXT("a text", "", "\\.(txt|csv|tsv|log|md)", "(?!P(K|$)|D(J|$)|$)" + FileKind.PRINTABLE);

    private static final String PRINTABLE = "[\\t\\n\\f\\r -~\\x80-\\xFF]*+";

    /** What is loaded as a pickle is, or as Keras loads a model. */
    private static final Set<FileKind> RUN_CODE = Set.of(TORCH, PADDLE, JOBLIB, PICKLE, KERAS, NPY);

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
        return this == PARAMS || this == NPZ || this == SAFETENSORS;
    }

    /** Whether it is no program's file of parameters. */
    boolean isText() {
        return python.isEmpty() && !isOurs();
    }

    /** The refusal of a file of this kind that has another name, or is of no kind of ours. */
    UserMistake refusal(Path file) {
        if (isOurs()) {
            return new UserMistake(
                    "it is %s, whatever its name says; rename it so that it ends in .%s"
                            .formatted(what, name().toLowerCase(Locale.ROOT)));
        }
        if (isText()) {
            return new UserMistake(
                    "it is %s, but a parameter file is read; give a .params, .npz or .safetensors"
                            .formatted(what));
        }
        String stem = file.toString().replaceFirst("(?<=[^/\\\\])\\.[^./\\\\]*$", "");
        String target = stem + (file.toString().equals(stem + ".npz") ? "-arrays.npz" : ".npz");
        return new UserMistake(
                "it is %s, but .params, .npz and .safetensors are read; %sconvert it in Python: %s"
                        .formatted(
                                what,
                                RUN_CODE.contains(this)
                                        ? "if you trust the file, whose loading may run code in it, "
                                        : "",
                                python.formatted(
                                        quoted(file.toString()), quoted(target), quoted(stem))));
    }

    /** A text of Python. */
    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
