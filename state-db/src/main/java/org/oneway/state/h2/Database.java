// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.h2.jdbc.JdbcConnection;
import org.oneway.engine.state.StateException;

/**
 * One connection, used by a thread of its own: one piece of work after the other, and an interrupt
 * of whoever waits for it does not close the file under it.
 */
final class Database {
  /** How often the size of the file is looked at. */
  private static final int COMMITS_BETWEEN_LOOKS = 64;

  private final String url;

  /** Empty where it is only read. */
  private final Optional<Path> file;

  private final Failures failures;
  private final long tidyAbove;
  private final ExecutorService thread;

  // What follows belongs to the thread.
  private Statements statements;
  private Optional<StateException> broken = Optional.empty();
  private int commitsSinceLook;
  private long tidyAt;

  /** Something to do with the database. */
  @FunctionalInterface
  interface Work<T> {
    T on(Statements statements) throws SQLException;
  }

  /** Opens a database to read it. */
  Database(String url, Failures failures) {
    this(url, Optional.empty(), failures, Long.MAX_VALUE);
  }

  /** Opens a database to write it; gives back unused parts of the file above so many bytes. */
  Database(String url, Path file, Failures failures, long tidyAbove) {
    this(url, Optional.of(file), failures, tidyAbove);
  }

  private Database(String url, Optional<Path> file, Failures failures, long tidyAbove) {
    this.url = url;
    this.file = file;
    this.failures = failures;
    this.tidyAbove = tidyAbove;
    this.tidyAt = tidyAbove;
    this.thread =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread made = new Thread(work, "oneway-state");
              made.setDaemon(true);
              return made;
            });
    try {
      this.statements = await(this::connect);
    } catch (RuntimeException e) {
      thread.shutdown();
      throw e;
    }
  }

  private Statements connect() throws SQLException {
    // Not through the DriverManager, which looks for all drivers there are and takes longer to do
    // so than the connection takes.
    Connection made = new JdbcConnection(url, new Properties(), "sa", "", false);
    made.setAutoCommit(false);
    return new Statements(made);
  }

  /** Reads; what cannot be made sense of is damaged. */
  <T> T read(Work<T> work) {
    return await(
        () -> {
          try {
            return work.on(statements);
          } catch (StateException e) {
            throw e;
          } catch (RuntimeException e) {
            throw failures.damaged(e);
          } finally {
            statements.rollback();
          }
        });
  }

  /**
   * Writes, as one transaction; when this returns, it is on the disk. An {@link
   * IllegalArgumentException} means that nothing was written.
   */
  void write(Work<?> work) {
    if (file.isEmpty()) {
      throw failures.unusable("it was opened to be read only");
    }
    await(
        () -> {
          try {
            work.on(statements);
          } catch (IllegalArgumentException e) {
            statements.rollback();
            throw e;
          }
          statements.commit();
          statements.update("CHECKPOINT SYNC", Statements.Parameters.NONE);
          tidy();
          return true;
        });
  }

  /**
   * The database writes behind what it has and, while it is open, gives back little of what it no
   * longer needs; closing it does.
   */
  private void tidy() throws SQLException {
    if (++commitsSinceLook >= COMMITS_BETWEEN_LOOKS) {
      commitsSinceLook = 0;
      if (size() > tidyAt) {
        statements.close();
        statements = connect();
        tidyAt = Math.max(tidyAbove, 3 * size());
      }
    }
  }

  private long size() throws SQLException {
    try {
      return file.isPresent() ? Files.size(file.get()) : 0;
    } catch (IOException e) {
      throw new SQLException(e);
    }
  }

  /** Has the thread do this. */
  private <T> T await(Callable<T> work) {
    try {
      return uninterrupted(thread.submit(() -> unlessBroken(work)));
    } catch (RejectedExecutionException e) {
      throw failures.unusable("it is closed");
    }
  }

  private static RuntimeException thrown(ExecutionException e) {
    Throwable cause = e.getCause();
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException failure ? failure : new IllegalStateException(e);
  }

  /** After a failure of the database nothing of what it says can be relied on. */
  private <T> T unlessBroken(Callable<T> work) throws Exception {
    if (broken.isPresent()) {
      StateException first = broken.get();
      throw new StateException(
          first.kind(), String.valueOf(first.getMessage()), first.remedy(), first);
    }
    try {
      return work.call();
    } catch (SQLException e) {
      StateException failure = failures.of(e);
      broken = Optional.of(failure);
      throw failure;
    } catch (StateException e) {
      broken = Optional.of(e);
      throw e;
    }
  }

  /**
   * Closes it.
   *
   * @return whether the file was written and is now as it should be; not when it was closed before
   */
  boolean close() {
    if (thread.isShutdown()) {
      return false;
    }
    Future<Boolean> closed = thread.submit(this::closeSoundly);
    thread.shutdown();
    return uninterrupted(closed) && file.isPresent();
  }

  private boolean closeSoundly() {
    try {
      statements.close();
      return broken.isEmpty();
    } catch (SQLException e) {
      // Every commit is on the disk since it returned.
      return false;
    }
  }

  /** Waits for the thread whatever happens. */
  private static <T> T uninterrupted(Future<T> done) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return done.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw thrown(e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
