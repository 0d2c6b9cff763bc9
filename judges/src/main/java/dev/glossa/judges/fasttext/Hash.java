package dev.glossa.judges.fasttext;

/// FNV-1a over 32 bits as fastText computes it: bytes from 0x80 on are sign-extended before the exclusive or.
final class Hash {
    static final int SEED = 0x811C9DC5;
    private static final int PRIME = 16777619;

    private Hash() {}

    static int with(int hash, byte next) {
        return (hash ^ next) * PRIME;
    }

    static int of(byte[] text, int from, int to) {
        int hash = SEED;
        for (int i = from; i < to; i++) {
            hash = with(hash, text[i]);
        }
        return hash;
    }
}
