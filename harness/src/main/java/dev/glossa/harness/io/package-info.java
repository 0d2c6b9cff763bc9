/// Reading and writing of text files, one way for the whole project.
package dev.glossa.harness.io;
