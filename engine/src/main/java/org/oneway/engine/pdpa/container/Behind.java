// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa.container;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Does one step after the other on a thread of its own, in the order in which they were given, and
 * lets the one thread that gives them go ahead by a few megabytes. After a step has failed no other
 * is done.
 */
public final class Behind implements Closeable {
  /** What is worth waking a thread for, in bytes. */
  private static final int BATCH = 1 << 16;

  /** What a step weighs beside its bytes, in memory and in the time until it is begun. */
  private static final int STEP = 64;

  private static final int MOST = 4 << 20;

  /** Something to be done. */
  @FunctionalInterface
  public interface Step {
    /** Does it. */
    void run() throws IOException;
  }

  private record Batch(Future<?> done, int bytes) {}

  private final ExecutorService thread;
  private final Deque<Batch> ahead = new ArrayDeque<>();
  private List<Step> batch = new ArrayList<>();
  private int batchBytes;
  private int aheadBytes;
  private volatile boolean isOver;

  /** Has a thread of this name, once there is something to be done. */
  public Behind(String name) {
    thread =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread made = new Thread(work, name);
              made.setDaemon(true);
              return made;
            });
  }

  /**
   * Has a step done later. What it uses is not touched by the caller before {@link #join}.
   *
   * @param bytes how many it holds in memory
   * @throws IOException if an earlier one has failed
   */
  public void then(int bytes, Step step) throws IOException {
    batch.add(step);
    batchBytes += bytes + STEP;
    if (batchBytes >= BATCH) {
      send();
      while (!ahead.isEmpty() && (aheadBytes > MOST || ahead.getFirst().done().isDone())) {
        await(ahead.removeFirst());
      }
    }
  }

  private void send() {
    List<Step> steps = batch;
    Future<?> done =
        thread.submit(
            () -> {
              for (Step step : steps) {
                if (isOver) {
                  throw new IOException("nothing is packed after a failure");
                }
                try {
                  step.run();
                } catch (IOException | RuntimeException | Error e) {
                  isOver = true;
                  throw e;
                }
              }
              return true;
            });
    ahead.addLast(new Batch(done, batchBytes));
    aheadBytes += batchBytes;
    batch = new ArrayList<>();
    batchBytes = 0;
  }

  private void await(Batch first) throws IOException {
    aheadBytes -= first.bytes();
    try {
      first.done().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while files were written");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e);
    }
  }

  /**
   * Waits until every step is done; then the caller sees what they did.
   *
   * @throws IOException if one has failed
   */
  public void join() throws IOException {
    if (!batch.isEmpty()) {
      send();
    }
    while (!ahead.isEmpty()) {
      await(ahead.removeFirst());
    }
  }

  /** Leaves undone what was not begun, and waits for what was. */
  @Override
  public void close() throws IOException {
    isOver = true;
    thread.shutdown();
    try {
      thread.awaitTermination(1, TimeUnit.DAYS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while files were written");
    }
  }
}
