package io.quintet.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassesAreLetGoTest {
    record Passing(int number, List<Passing> more) {}

    /** Loads the record and the class around it a second time, as a container does that deploys an application once more. */
    private static final class Deployment extends ClassLoader {
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(ClassesAreLetGoTest.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            try (InputStream code =
                    Passing.class.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
                byte[] bytes = code.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void a_class_that_was_read_can_be_unloaded() throws ClassNotFoundException {
        WeakReference<Class<?>> gone = readAndLeave();
        for (int i = 0; i < 50 && gone.get() != null; i++) {
            System.gc();
        }
        assertThat(gone.get()).isNull();
    }

    private static WeakReference<Class<?>> readAndLeave() throws ClassNotFoundException {
        Class<?> type = new Deployment().loadClass(Passing.class.getName());
        assertThat(type).isNotSameAs(Passing.class);
        RecordDraft draft = RecordType.of(type).draft();
        draft.setLong(0, 5);
        assertThat(draft.build()).hasToString("Passing[number=5, more=[]]");
        return new WeakReference<>(type);
    }
}
