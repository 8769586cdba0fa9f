package io.gradlab.population;

import java.util.List;

/**
 * What became of a population.
 *
 * @param members the finished members, in the order of the list that was given
 * @param epochs updates of each
 * @param seconds of training, without start-up: the engine's, and the moment in which the kernel's
 *     loops are compiled, once in a process
 * @param stopped whether members are missing because it was stopped
 */
public record PopulationResult(
        List<MemberResult> members, int epochs, double seconds, boolean stopped) {

    /** Copies the list. */
    public PopulationResult {
        members = List.copyOf(members);
    }

    /** Training time over members and epochs, in microseconds; NaN if no member was finished. */
    public double microsecondsPerMemberEpoch() {
        return members.isEmpty() ? Double.NaN : seconds * 1e6 / members.size() / epochs;
    }

    /** Number of members with a fate. */
    public int count(Fate fate) {
        return (int) members.stream().filter(member -> member.fates().contains(fate)).count();
    }
}
