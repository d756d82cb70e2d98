package io.quintet.examples.fooddelivery.demo;

import io.quintet.examples.fooddelivery.demo.Fault.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When which fault begins and ends: one after the other, with orders before, between and after them. */
record FaultSchedule(List<Scheduled> faults) {
    /** So that a run without an end does not wait for ever for the first one. */
    private static final int MOST_ORDERS = 200;

    /** A fault with its orders. */
    record Scheduled(Fault fault, Range orders) {}

    /** Of a run of so many orders; an {@link IllegalArgumentException} where they do not fit. */
    static FaultSchedule of(List<Fault> faults, int orders) {
        int stretch = Math.min(MOST_ORDERS, orders / (2 * faults.size() + 1));
        if (!faults.isEmpty() && stretch < Range.LEAST) {
            throw new IllegalArgumentException("--orders: " + orders + " (expected: at least "
                    + Range.LEAST * (2 * faults.size() + 1) + " with " + faults.size() + " --fault)");
        }
        List<Scheduled> scheduled = new ArrayList<>();
        for (Fault fault : faults) {
            int before = (2 * scheduled.size() + 1) * stretch;
            Range range = fault.orders() == null ? new Range(before, before + stretch) : fault.orders();
            scheduled.add(new Scheduled(fault, range));
        }
        scheduled.sort(Comparator.comparingInt(each -> each.orders().from()));
        Scheduled last = null;
        for (Scheduled each : scheduled) {
            check(last, each, orders);
            last = each;
        }
        return new FaultSchedule(List.copyOf(scheduled));
    }

    private static void check(@Nullable Scheduled before, Scheduled fault, int orders) {
        if (before != null && before.orders().to() >= fault.orders().from()) {
            throw new IllegalArgumentException("--fault " + fault.fault() + ": orders " + fault.orders()
                    + " (expected: after those of --fault " + before.fault() + ", " + before.orders() + ")");
        }
        if (fault.orders().to() >= orders) {
            throw new IllegalArgumentException("--fault " + fault.fault() + ": orders " + fault.orders()
                    + " (expected: to end before " + orders + ", as --orders says)");
        }
    }

    List<Fault> all() {
        return faults.stream().map(Scheduled::fault).toList();
    }
}
