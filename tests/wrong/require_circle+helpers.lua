return require "helpers"
