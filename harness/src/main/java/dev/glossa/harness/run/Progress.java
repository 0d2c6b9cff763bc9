package dev.glossa.harness.run;

/// Who is told how far a stage is; told from many threads, one at a time.
@FunctionalInterface
public interface Progress {
    Progress SILENT = (_, _, _) -> {};

    /// @param what  what is being done, such as `flores sw`
    /// @param done  samples finished, those of earlier attempts included
    /// @param total samples in all
    void at(String what, long done, long total);
}
