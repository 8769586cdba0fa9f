package io.gradlab.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Which word of those there are somebody may have meant. */
final class Spelling {

    /** What editors and browsers make of hyphens. */
    static final String DASHES = "\u2010-\u2015\u2212";

    private static final int LEAST_PREFIX = 3;

    private Spelling() {}

    /** A name as everybody writes it: lower case, without hyphens, underscores and dots. */
    static String plain(String name) {
        return name.replaceAll("[-_." + DASHES + "]", "").toLowerCase(Locale.ROOT);
    }

    /** The word that is nearest: a third of its letters may be wrong, or its end be missing. */
    static Optional<String> nearest(String word, Collection<String> words) {
        String plain = plain(word);
        return words.stream()
                .filter(
                        one ->
                                distance(plain, plain(one)) <= (plain.length() + 1) / 3
                                        || (plain.length() >= LEAST_PREFIX
                                                && plain(one).startsWith(plain)))
                .min(Comparator.comparingInt(one -> distance(plain, plain(one))));
    }

    /** Letters to insert, delete, replace or exchange with the next one. */
    private static int distance(String first, String second) {
        int[][] costs = new int[first.length() + 1][second.length() + 1];
        for (int i = 0; i <= first.length(); i++) {
            for (int j = 0; j <= second.length(); j++) {
                costs[i][j] = i == 0 || j == 0 ? i + j : cost(costs, first, i, second, j);
            }
        }
        return costs[first.length()][second.length()];
    }

    private static int cost(int[][] costs, String first, int i, String second, int j) {
        char a = first.charAt(i - 1);
        char b = second.charAt(j - 1);
        int cost = Math.min(costs[i - 1][j], costs[i][j - 1]) + 1;
        cost = Math.min(cost, costs[i - 1][j - 1] + (a == b ? 0 : 1));
        if (i > 1 && j > 1 && a == second.charAt(j - 2) && b == first.charAt(i - 2)) {
            cost = Math.min(cost, costs[i - 2][j - 2] + 1);
        }
        return cost;
    }
}
