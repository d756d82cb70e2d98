package io.quintet.tck;

import io.quintet.spi.Guarantee;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips scenarios that the transport's guarantees do not ask for; decides by scenario, never by group, so that each skip is counted. */
final class Applicability implements ExecutionCondition {
    private static final ConditionEvaluationResult APPLIES = ConditionEvaluationResult.enabled("applies");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            return APPLIES;
        }
        TransportTck kit = Reporting.kit(context);
        List<String> reasons =
                new ArrayList<>(missing(context.getRequiredTestMethod().getDeclaringClass(), kit));
        if (reasons.isEmpty()) {
            reasons.addAll(missing(context.getRequiredTestMethod(), kit));
        }
        return reasons.isEmpty() ? APPLIES : ConditionEvaluationResult.disabled(String.join(", ", reasons));
    }

    private static List<String> missing(AnnotatedElement scenario, TransportTck kit) {
        Needs needs = scenario.getAnnotation(Needs.class);
        if (needs == null) {
            return List.of();
        }
        List<String> reasons = new ArrayList<>();
        for (Circumstance circumstance : needs.given()) {
            Optional<String> missing = circumstance.missing(kit);
            missing.ifPresent(reasons::add);
        }
        if (!reasons.isEmpty()) {
            return reasons; // the guarantees would just say the same again
        }
        Set<Guarantee> kept = kit.promised().kept();
        for (Guarantee guarantee : needs.value()) {
            if (!kept.contains(guarantee)) {
                reasons.add(guarantee + " not declared");
            }
        }
        return reasons;
    }
}
