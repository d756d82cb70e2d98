package io.quintet.codec.protobuf;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quintet.contract.ContractModel;
import io.quintet.contract.ErrorModel;
import io.quintet.contract.OperationModel;
import io.quintet.type.RecordType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a build does with the lock file in its sources: bring it up to date, or fail because it is not. */
public final class LockTool {
    private LockTool() {}

    /**
     * Extends the file by what contracts need, or makes it; true when it is another now.
     *
     * @throws io.quintet.InvalidContractException as {@link LockFile#extendedBy}
     */
    public static boolean update(Path file, Collection<ContractModel> contracts) throws IOException {
        String before = Files.exists(file) ? Files.readString(file, UTF_8) : "";
        String after = LockFile.parse(file.toString(), before)
                .extendedBy(records(contracts))
                .text();
        if (after.equals(before)) {
            return false;
        }
        Path absolute = file.toAbsolutePath();
        Files.createDirectories(absolute.getParent());
        Path whole = Files.writeString(absolute.resolveSibling(absolute.getFileName() + ".new"), after, UTF_8);
        Files.move(whole, absolute, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    /**
     * What a build must fail with: how the file differs from what contracts need, and what it breaks of a former version of itself,
     * such as the last release's, see {@link LockFile#empty()} where there is none.
     */
    public static List<String> check(Path file, Collection<ContractModel> contracts, LockFile former)
            throws IOException {
        LockFile lock = LockFile.parse(file.toString(), Files.exists(file) ? Files.readString(file, UTF_8) : "");
        List<String> problems = new ArrayList<>(lock.differences(records(contracts)));
        problems.addAll(lock.brokenSince(former));
        return problems;
    }

    /** The records that contracts name: requests, responses and the details of their exceptions, each once. */
    public static List<RecordType> records(Collection<ContractModel> contracts) {
        Set<RecordType> records = new LinkedHashSet<>();
        for (ContractModel contract : contracts) {
            for (OperationModel operation : contract.operations()) {
                records.add(RecordType.of(operation.request()));
                Class<?> response = operation.response();
                if (response != null) {
                    records.add(RecordType.of(response));
                }
                for (ErrorModel error : operation.errors()) {
                    records.add(RecordType.of(error.detail()));
                }
            }
        }
        return List.copyOf(records);
    }
}
