// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.oneway.engine.store.StoreException;

/** The threads that ask a server at once; as many as connections. */
public final class Threads implements AutoCloseable {
  private final ExecutorService threads;

  /** So many. */
  public Threads(int count) {
    this.threads =
        Executors.newFixedThreadPool(
            count,
            task -> {
              Thread thread = new Thread(task, "dav");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Begins work. */
  public <T> Future<T> begin(Callable<T> work) {
    return threads.submit(work);
  }

  /** Work whose results are taken as they come. */
  public <T> CompletionService<T> inAnyOrder() {
    return new ExecutorCompletionService<>(threads);
  }

  /** What came of work that was begun. */
  public static <T> T result(Future<T> work) throws StoreException {
    try {
      return work.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreException failure) {
        throw failure;
      }
      if (e.getCause() instanceof RuntimeException unexpected) {
        throw unexpected;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** What an interrupted thread says. */
  public static StoreException interrupted() {
    return new StoreException.Unavailable("interrupted", "", Optional.empty());
  }

  /** Waits, not for long, until nothing is done any more; after {@link #close}. Says whether so. */
  boolean awaitEnd() {
    try {
      return threads.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Nothing more is begun; what is under way is asked to end. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
