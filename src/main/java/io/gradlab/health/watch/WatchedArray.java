package io.gradlab.health.watch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.internal.NDArrayEx;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An array that tells of every operation on it. DJL has no forward hooks; but a block can only use
 * the {@code NDArray} it is given, so that a forward pass over watched arrays shows each operation
 * of a block of any kind, with its operand and result, and computes the same.
 */
final class WatchedArray implements InvocationHandler {

    /** Name of a product of two watched arrays. */
    static final String PRODUCT = "product";

    private static final Set<String> PRODUCTS =
            Set.of("mul", "muli", "div", "divi", "dot", "matMul", "batchMatMul");

    /** Told of each operation that gives an array. */
    @FunctionalInterface
    interface Watcher {
        /** The operation as the engine calls it, its operand and its result. */
        void operation(String name, NDArray operand, NDArray result);
    }

    private final Object target;
    private final NDArray operand;
    private final Watcher watcher;

    private WatchedArray(Object target, NDArray operand, Watcher watcher) {
        this.target = target;
        this.operand = operand;
        this.watcher = watcher;
    }

    /** The arrays, watched. */
    static NDList watch(NDList arrays, Watcher watcher) {
        NDList watched = new NDList(arrays.size());
        arrays.forEach(array -> watched.add(watch(array, watcher)));
        return watched;
    }

    private static NDArray watch(NDArray array, Watcher watcher) {
        return handler(array) != null
                ? array
                : (NDArray) proxy(NDArray.class, new WatchedArray(array, array, watcher));
    }

    /** The array itself. */
    static NDArray unwatch(NDArray array) {
        WatchedArray handler = handler(array);
        return handler == null ? array : handler.operand;
    }

    private static Object proxy(Class<?> type, WatchedArray handler) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private static @Nullable WatchedArray handler(@Nullable Object object) {
        return object != null
                        && Proxy.isProxyClass(object.getClass())
                        && Proxy.getInvocationHandler(object) instanceof WatchedArray handler
                ? handler
                : null;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
            throws Throwable {
        Object result;
        try {
            result = method.invoke(target, unwatched(arguments));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        if (result instanceof NDArrayEx) {
            return proxy(NDArrayEx.class, new WatchedArray(result, operand, watcher));
        }
        return watched(name(method, arguments), result);
    }

    /** The engine's name, or {@link #PRODUCT} of two arrays that both come from the inputs. */
    private static String name(Method method, Object @Nullable [] arguments) {
        return arguments != null
                        && PRODUCTS.contains(method.getName())
                        && arguments[0] instanceof NDArray other
                        && handler(other) != null
                ? PRODUCT
                : method.getName();
    }

    private @Nullable Object watched(String name, @Nullable Object result) {
        if (result instanceof NDArray array) {
            watcher.operation(name, operand, array);
            return watch(array, watcher);
        }
        if (result instanceof NDList list) {
            list.stream().findFirst().ifPresent(head -> watcher.operation(name, operand, head));
            return watch(list, watcher);
        }
        return result;
    }

    private static Object @Nullable [] unwatched(Object @Nullable [] arguments) {
        return arguments == null
                ? null
                : Arrays.stream(arguments).map(WatchedArray::unwatched).toArray();
    }

    private static @Nullable Object unwatched(@Nullable Object argument) {
        if (argument instanceof NDList list) {
            NDList bare = new NDList(list.size());
            list.forEach(array -> bare.add(unwatch(array)));
            return bare;
        }
        if (argument instanceof NDArray[] arrays) {
            return Arrays.stream(arrays).map(WatchedArray::unwatch).toArray(NDArray[]::new);
        }
        return argument instanceof NDArray array ? unwatch(array) : argument;
    }
}
