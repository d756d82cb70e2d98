package io.quintet.runtime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Who serves which contract over one transport; follows a contract from the first time that somebody asks for it. */
final class Directory {
    private final Function<String, Peers> following;
    private final Map<String, Peers> byContract = new ConcurrentHashMap<>();

    Directory(Function<String, Peers> following) {
        this.following = following;
    }

    Peers peers(String contract) {
        Peers known = byContract.get(contract);
        return known == null ? byContract.computeIfAbsent(contract, following) : known;
    }
}
