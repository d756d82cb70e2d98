package io.quintet.verify;

import java.sql.SQLException;

/** Where the databases of a run come from. */
interface Databases extends AutoCloseable {
    /** New ones, with nothing in them. */
    Database fresh(String name) throws SQLException;

    /** What was fresh once is not needed any more. */
    void discard(String name) throws SQLException;

    @Override
    void close();
}
