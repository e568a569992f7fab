# What functions and templates call `scope`: every question goes to the compiler.
module Placo
  class EnvironmentProxy
    def name
      Placo.ask(:environment).to_sym
    end

    def to_s
      name.to_s
    end

    def to_sym
      name
    end
  end

  class CompilerProxy
    def environment
      EnvironmentProxy.new
    end
  end

  class ScopeProxy
    %i[lookupvar include? exist? has_variable? setvar to_hash].each do |name|
      define_method(name) do |*args|
        Placo.ask(:scope, name: name, args: args.first(2).map { |arg| Values.encode(arg.is_a?(Symbol) ? arg.to_s : arg) })
      end
    end
    alias [] lookupvar
    alias lookup_qualified_variable lookupvar
    alias []= setvar

    def call_function(name, args, &block)
      Placo.call_function(name, args.is_a?(Array) ? args : [args], block)
    end

    def environment
      EnvironmentProxy.new
    end

    # Of the compiler there is the environment.
    def compiler
      CompilerProxy.new
    end

    def classes
      Placo.ask(:classes)
    end

    def tags
      Placo.ask(:tags)
    end

    def debug(text)
      Puppet.debug(text)
    end

    def notice(text)
      Puppet.notice(text)
    end

    def warning(text)
      Puppet.warning(text)
    end

    # Functions of the 3.x kind are methods of the scope.
    def method_missing(name, *args, &block)
      function = name.to_s.delete_prefix('function_')
      return super if function == name.to_s

      Placo.call_function(function, args.first.is_a?(Array) ? args.first : args, block)
    end

    def respond_to_missing?(name, include_private = false)
      name.to_s.start_with?('function_') || super
    end

    def is_a?(kind)
      kind == Puppet::Parser::Scope || super
    end
  end

  Scope = ScopeProxy.new

  def self.call_function(name, args, block)
    blocks.push(block) if block
    Placo.ask(:call, name: name.to_s, args: args.map { |arg| Values.encode(arg) }, block: block && block.arity)
  ensure
    blocks.pop if block
  end

  # Blocks that functions called from Ruby may call back, the latest last.
  def self.blocks
    @blocks ||= []
  end
end

Puppet::Parser::Scope = Placo::ScopeProxy

module Puppet
  module Parser
    module Files
      def self.find_template(name, _environment = nil)
        Placo.ask(:find, folder: 'templates', name: name)
      end

      def self.find_file(name, _environment = nil)
        Placo.ask(:find, folder: 'files', name: name)
      end
    end
  end

  # A module, as far as functions ask for its place.
  class Module
    attr_reader :name, :path

    def self.find(name, _environment = nil)
      path = Placo.ask(:module, name: name)
      path && new(name, path)
    end

    def initialize(name, path)
      @name = name
      @path = path
    end
  end
end
