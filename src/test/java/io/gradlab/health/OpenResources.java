package io.gradlab.health;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDManager;
import java.lang.reflect.Field;
import java.util.Map;

/** Counts what DJL holds open. */
final class OpenResources {

    private OpenResources() {}

    /** Arrays and managers of the whole tree that a manager is in. */
    static int of(NDManager manager) {
        NDManager root = manager;
        while (root.getParentManager() != null && root.getParentManager() != root) {
            root = root.getParentManager();
        }
        return count(root);
    }

    private static int count(Object resource) {
        if (!(resource instanceof BaseNDManager manager)) {
            return 1;
        }
        try {
            int sum = 1;
            for (String name : new String[] {"resources", "tempResources"}) {
                Field field = BaseNDManager.class.getDeclaredField(name);
                field.setAccessible(true);
                for (Object each : ((Map<?, ?>) field.get(manager)).values()) {
                    sum += count(each);
                }
            }
            return sum;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("DJL keeps its resources elsewhere", e);
        }
    }
}
