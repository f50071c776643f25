// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

/** Is told of each request that an archive makes of the file system. */
public interface FileRequests {
  /** Does nothing about it. */
  FileRequests UNTOLD =
      new FileRequests() {
        @Override
        public void read() {}

        @Override
        public void write() {}

        @Override
        public void bytesRead(long bytes) {}

        @Override
        public void bytesWritten(long bytes) {}
      };

  /** A directory is listed, or a file opened to be read. */
  void read();

  /** A file was put in place or removed, or a directory made. */
  void write();

  /** So many bytes came from a file. */
  void bytesRead(long bytes);

  /** So many bytes went into a file. */
  void bytesWritten(long bytes);
}
