package io.quintet.claim.file;

import io.quintet.spi.ClaimId;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Removes files that are too old, finished or not, and the directories of an age that is over. Several processes may do so at a time. */
final class Sweep {
    private final Path root;
    private final String before;
    private final String age;
    private final int most;
    private int removed;

    Sweep(Path root, ClaimId before, int most) {
        this.root = root;
        this.before = before.text();
        this.age = this.before.substring(0, FileClaimStore.AGE_DIGITS);
        this.most = most;
    }

    /** How many files it removed. */
    int run() throws IOException {
        visit(root, ofAge -> {
            String name = ofAge.getFileName().toString();
            if (name.length() == age.length() && name.compareTo(age) <= 0) {
                visit(ofAge, fan -> {
                    visit(fan, this::removeIfOld);
                    removeIfOver(fan, name);
                });
                removeIfOver(ofAge, name);
            }
        });
        return removed;
    }

    private void visit(Path directory, Visitor visitor) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (removed == most) {
                    return;
                }
                visitor.visit(entry);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // another process was faster, or it is none of ours
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private void removeIfOld(Path file) throws IOException {
        String name = file.getFileName().toString();
        boolean ours = name.length() >= ClaimId.LENGTH && ClaimId.valid(name.substring(0, ClaimId.LENGTH));
        if (ours && name.compareTo(before) < 0 && Files.deleteIfExists(file)) {
            removed++;
        }
    }

    /** Of an age that is over nobody makes new files. */
    private void removeIfOver(Path directory, String itsAge) throws IOException {
        if (itsAge.compareTo(age) < 0 && removed < most) {
            try {
                Files.deleteIfExists(directory);
            } catch (DirectoryNotEmptyException e) {
                // a file that is none of ours
            }
        }
    }

    @FunctionalInterface
    private interface Visitor {
        void visit(Path path) throws IOException;
    }
}
