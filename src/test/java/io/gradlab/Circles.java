package io.gradlab;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Top-level classes that use each other: strongly connected components by Tarjan's algorithm. */
final class Circles {

    private final Map<String, Set<String>> uses;
    private final Map<String, Integer> index = new HashMap<>();
    private final Map<String, Integer> low = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final List<List<String>> found = new ArrayList<>();

    private Circles(Map<String, Set<String>> uses) {
        this.uses = uses;
    }

    /** Names of each circle of two and more, in order; a nested class counts as its outermost. */
    static List<List<String>> of(JavaClasses classes) {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (JavaClass from : classes) {
            Set<String> targets = uses.computeIfAbsent(topLevel(from), name -> new TreeSet<>());
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                targets.add(topLevel(dependency.getTargetClass().getBaseComponentType()));
            }
        }
        Circles circles = new Circles(uses);
        uses.keySet().stream()
                .filter(name -> !circles.index.containsKey(name))
                .forEach(circles::visit);
        return circles.found;
    }

    private static String topLevel(JavaClass type) {
        return type.getName().replaceAll("\\$.*", "");
    }

    private void visit(String name) {
        index.put(name, index.size());
        low.put(name, index.get(name));
        open.push(name);
        for (String used : uses.getOrDefault(name, Set.of())) {
            if (!index.containsKey(used)) {
                visit(used);
                low.merge(name, low.get(used), Math::min);
            } else if (open.contains(used)) {
                low.merge(name, index.get(used), Math::min);
            }
        }
        if (low.get(name).equals(index.get(name))) {
            List<String> circle = new ArrayList<>();
            do {
                circle.add(open.peek());
            } while (!open.pop().equals(name));
            if (circle.size() > 1) {
                circle.sort(null);
                found.add(circle);
            }
        }
    }
}
