package io.quintet.generator;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in a generated file, whatever document it comes from; docs are plain text, empty for none. */
sealed interface Declaration {
    ClassName name();

    String doc();

    /**
     * A record.
     *
     * @param implemented the unions that it is one of
     * @param nested what is declared within it
     */
    record Message(
            ClassName name,
            String doc,
            List<AnnotationSpec> annotations,
            List<ClassName> implemented,
            List<Member> members,
            List<Declaration> nested)
            implements Declaration {}

    /**
     * A component of a record.
     *
     * @param absent what takes the place of null, or null when nothing does
     */
    record Member(
            String name,
            String doc,
            TypeName type,
            List<AnnotationSpec> annotations,
            @Nullable CodeBlock absent) {}

    /** An enum. */
    record Choice(ClassName name, String doc, List<Constant> constants) implements Declaration {}

    /** A constant of an enum. */
    record Constant(String name, String doc, List<AnnotationSpec> annotations) {}

    /**
     * A sealed interface.
     *
     * @param permitted its records where they stand elsewhere
     * @param nested its records where they stand within it
     */
    record Union(ClassName name, String doc, List<ClassName> permitted, List<Declaration> nested)
            implements Declaration {}

    /** A contract. */
    record Service(ClassName name, String doc, List<AnnotationSpec> annotations, List<Operation> operations)
            implements Declaration {}

    /** A method of a contract. */
    record Operation(
            String name,
            String doc,
            List<AnnotationSpec> annotations,
            String parameter,
            TypeName request,
            TypeName response) {}
}
